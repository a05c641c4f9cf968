/** Root element of data in XML. */
export const dataRoot = 'MagicXMLDocument';
/** Its namespace: an identifier, not an address. */
export const dataNamespace = 'http://www.sytelco.com/SCC/CM';

/** The elements of data by depth, each with the attributes it may have. Nothing goes deeper. */
export const dataElements = [
  { name: dataRoot, attributes: new Set(['xmlns']) },
  { name: 'r', attributes: new Set<string>() },
  { name: 'c', attributes: new Set(['i', 'n', 'm', 'd']) },
] as const;

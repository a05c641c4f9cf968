/** Root element of data in XML. */
export const dataRoot = 'MagicXMLDocument';
/** Namespace of the root element. */
export const dataNamespace = 'http://www.sytelco.com/SCC/CM';

/** Elements of data by depth, with their attributes. */
export const dataElements = [
  { name: dataRoot, attributes: new Set(['xmlns']) },
  { name: 'r', attributes: new Set<string>() },
  { name: 'c', attributes: new Set(['i', 'n', 'm', 'd']) },
] as const;

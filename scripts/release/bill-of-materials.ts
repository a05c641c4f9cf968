import { Contrib, Enums, Models, Serialize, Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { PackageURL } from 'packageurl-js';
import parseLicence from 'spdx-expression-parse';
import { allNeeds, type ShippedPackage } from './shipped-package.ts';

const { ComponentBuilder } = Contrib.FromNodePackageJson.Builders;
const { ExternalReferenceFactory } = Contrib.FromNodePackageJson.Factories;
const components = new ComponentBuilder(
  new ExternalReferenceFactory(),
  new Contrib.License.Factories.LicenseFactory(parseLicence),
);
const spec = Spec.Spec1dot6;

function componentOf({ manifest }: ShippedPackage, type: Enums.ComponentType): Models.Component {
  const component = components.makeComponent({ ...manifest }, type);
  if (component === undefined) throw new Error(`${manifest.name}: package.json does not describe a component`);
  const { group, name, version } = component;
  component.purl = new PackageURL('npm', group, name, version, undefined, undefined).toString();
  component.bomRef.value = component.purl;
  return component;
}

/** Returns the CycloneDX document of a published package: itself, and all that is installed with it or built into it. */
export function billOfMaterials(shipped: ShippedPackage): string {
  const parts = [shipped, ...allNeeds(shipped)];
  const described = new Map(
    parts.map((each) => {
      const isProgram = each === shipped && each.directory.includes('/apps/');
      return [each, componentOf(each, isProgram ? Enums.ComponentType.Application : Enums.ComponentType.Library)];
    }),
  );
  for (const [each, component] of described) {
    for (const need of each.needs) {
      const needed = described.get(need);
      if (needed !== undefined) component.dependencies.add(needed.bomRef);
    }
  }
  const bom = new Models.Bom({ serialNumber: Contrib.Bom.Utils.randomSerialNumber() });
  const own = described.get(shipped);
  if (own !== undefined) bom.metadata.component = own;
  bom.metadata.timestamp = new Date();
  for (const [each, component] of described) if (each !== shipped) bom.components.add(component);
  const normalizer = new Serialize.JSON.Normalize.Factory(spec);
  return new Serialize.JsonSerializer(normalizer).serialize(bom, { sortLists: true, space: 2 });
}

/** Returns what is wrong with a document by CycloneDX's own schema; undefined when it is valid. */
export async function faultOf(document: string): Promise<string | undefined> {
  const fault: unknown = await new Validation.JsonStrictValidator(spec.version).validate(document);
  return fault === null ? undefined : JSON.stringify(fault);
}

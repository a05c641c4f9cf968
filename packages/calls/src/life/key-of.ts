/** Returns the key of something that a tenant has. No value of a message holds the separator of the protocol. */
export function keyOf(tenant: string, name: string): string {
  return `${tenant}\\${name}`;
}

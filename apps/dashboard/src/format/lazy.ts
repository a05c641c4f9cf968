/** Returns a function that creates a value when it is first called. Forms of numbers and times take long to create. */
export function lazy<Value>(create: () => Value): () => Value {
  let created: { readonly value: Value } | undefined;
  return () => {
    created ??= { value: create() };
    return created.value;
  };
}

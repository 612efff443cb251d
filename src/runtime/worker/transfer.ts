/**
 * Finds the buffers inside an answer, so that they cross between threads without a copy.
 */

/** Every ArrayBuffer below `value`, each once. Walks plain objects, arrays and maps only. */
export function transferables(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  walk(value, found);
  return [...found];
}

function walk(value: unknown, found: Set<ArrayBuffer>): void {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  } else if (value instanceof ArrayBuffer) {
    found.add(value);
  } else if (value instanceof Map) {
    for (const item of value.values()) walk(item, found);
  } else if (Array.isArray(value)) {
    if (typeof value[0] === "object") for (const item of value) walk(item, found);
  } else if (typeof value === "object" && value !== null) {
    for (const item of Object.values(value)) walk(item, found);
  }
}

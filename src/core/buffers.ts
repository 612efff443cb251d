/**
 * The buffers inside a value: an answer's cross between threads without a copy, and those of what is loaded are
 * counted.
 */

/** Every ArrayBuffer below `value`, each once. Walks plain objects, arrays and maps only. */
export function buffersIn(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  walk(value, found);
  return [...found];
}

/** Bytes of all buffers below `value`, but for those it shares with `other`. */
export function bytesIn(value: unknown, other: unknown = null): number {
  const shared = new Set(buffersIn(other));
  return buffersIn(value).reduce((sum, buffer) => (shared.has(buffer) ? sum : sum + buffer.byteLength), 0);
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

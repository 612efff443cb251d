/**
 * Half-precision numbers to float32, exactly: IEEE binary16 by a table of all 65,536 values, bfloat16 by a shift.
 */

/** Widens bfloat16, whose 16 bits are the upper half of a float32. */
export function fromBfloat16(halves: Uint16Array): Float32Array {
  const bits = new Uint32Array(halves.length);
  for (let i = 0; i < halves.length; i++) bits[i] = halves[i]! << 16;
  return new Float32Array(bits.buffer);
}

/** Widens IEEE binary16: 1 sign, 5 exponent and 10 fraction bits. */
export function fromFloat16(halves: Uint16Array): Float32Array {
  const table = float16Table();
  const values = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) values[i] = table[halves[i]!]!;
  return values;
}

let builtTable: Float32Array | null = null;

function float16Table(): Float32Array {
  builtTable ??= Float32Array.from({ length: 0x10000 }, (_, bits) => {
    const sign = bits & 0x8000 ? -1 : 1;
    const exponent = (bits >> 10) & 0x1f;
    const fraction = bits & 0x3ff;
    if (exponent === 0x1f) return fraction ? Number.NaN : sign * Infinity;
    if (exponent === 0) return sign * fraction * 2 ** -24;
    return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  });
  return builtTable;
}

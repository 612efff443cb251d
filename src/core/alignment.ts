/**
 * Token alignment: which position on the left belongs to which on the right, so that two Sides may have different
 * prompts. The longest common subsequence of token ids, after common ends are taken off; unmatched tokens stand alone.
 */
export interface AlignedColumn {
  /** Position on the left, or null where only the right has a token. */
  readonly left: number | null;
  readonly right: number | null;
}

export interface Alignment {
  readonly columns: readonly AlignedColumn[];
}

/** Aligns two token id sequences. O(n·m) time and memory in the part between the common ends. */
export function alignTokens(left: readonly number[], right: readonly number[]): Alignment {
  const shorter = Math.min(left.length, right.length);
  let head = 0;
  while (head < shorter && left[head] === right[head]) head++;
  let tail = 0;
  while (tail < shorter - head && left[left.length - 1 - tail] === right[right.length - 1 - tail]) tail++;

  const columns: AlignedColumn[] = [];
  for (let i = 0; i < head; i++) columns.push({ left: i, right: i });
  const a = left.slice(head, left.length - tail);
  const b = right.slice(head, right.length - tail);
  for (const { left: i, right: j } of longestCommon(a, b)) {
    columns.push({ left: i === null ? null : i + head, right: j === null ? null : j + head });
  }
  for (let k = tail; k > 0; k--) columns.push({ left: left.length - k, right: right.length - k });
  return { columns };
}

function longestCommon(a: readonly number[], b: readonly number[]): AlignedColumn[] {
  const width = b.length + 1;
  const length = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      length[i * width + j] =
        a[i] === b[j]
          ? length[(i + 1) * width + j + 1]! + 1
          : Math.max(length[(i + 1) * width + j]!, length[i * width + j + 1]!);
    }
  }
  const columns: AlignedColumn[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) columns.push({ left: i++, right: j++ });
    else if (j >= b.length || (i < a.length && length[(i + 1) * width + j]! >= length[i * width + j + 1]!)) {
      columns.push({ left: i++, right: null });
    } else columns.push({ left: null, right: j++ });
  }
  return columns;
}

/**
 * A transcript of one run of a model: what it thought and what it did, in the order in which it came. Scopes say which
 * of the two a monitor is shown.
 */

/** thinking: text that the model wrote for itself; action: what it said to others, and its calls of tools. */
export type PartKind = "thinking" | "action";

export interface Part {
  readonly kind: PartKind;
  readonly text: string;
}

/** Where in its file a run stands. */
export interface PlaceInFile {
  /** "line 4", or "#3": an entry of a list, a piece of a text. */
  readonly at: string;
  /** Which of several answers there, from 1; 0 where it is the only one. */
  readonly answer: number;
}

export interface Transcript {
  /** What was asked, as far as the file says it; "" where it does not. */
  readonly question: string;
  /** Neighbours of one kind are joined; none is empty. */
  readonly parts: readonly Part[];
  /** Short values that stand beside the run in its file, by name: labels are read from them. */
  readonly fields: ReadonlyMap<string, string>;
  /** Left out where nothing read it from a file. */
  readonly place?: PlaceInFile;
}

/** What a monitor is shown of a run. */
export const SCOPES = ["thinking", "action", "both"] as const;
export type Scope = (typeof SCOPES)[number];

/** What a monitor reads: words of a scope, or the activations behind them, by a probe. */
export type MonitorScope = Scope | "inside";

export const MONITOR_SCOPE_NAMES: Readonly<Record<MonitorScope, string>> = {
  thinking: "thinking only",
  action: "action only",
  both: "both",
  inside: "inside (probe)",
};

/** Parts with neighbours of one kind joined by a blank line, and without those that hold only white space. */
export function joinedParts(parts: readonly Part[]): Part[] {
  const joined: { kind: PartKind; texts: string[] }[] = [];
  for (const { kind, text } of parts) {
    if (text.trim() === "") continue;
    const last = joined.at(-1);
    if (last?.kind === kind) last.texts.push(text.trim());
    else joined.push({ kind, texts: [text.trim()] });
  }
  return joined.map(({ kind, texts }) => ({ kind, text: texts.join("\n\n") }));
}

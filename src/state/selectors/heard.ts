/**
 * What both Sides write on the sheet that is open, as the monitor of the story's own rules hears it, recorded until it
 * is live; and what each did with a wrong key on the same sheet, with the same dice.
 */
import { textOf } from "../../core/answers/answer";
import type { Experiment, SideName } from "../../core/experiment";
import { type Heard, heard } from "../../core/monologue/heard";
import { type KeyProof, keyProof } from "../../core/monologue/keyProof";
import { judgeSheet, type SheetVerdict } from "../../core/office/sheet";
import { type KnownSheet, sheetAsked } from "../../core/office/sheetAsked";
import { rowSeed } from "../../core/random";
import { STEPS } from "../../core/transcripts/suspicion";
import type { SheetsFile } from "../../model/hosted/sheetsFile";
import { selector } from "../memo";
import { type FrontSide, frontSides } from "./front";
import { sheetNow, sheetsOf } from "./sheets";

export interface HeardSide extends Pick<FrontSide, "title" | "note" | "source" | "speaking" | "end" | "tokens"> {
  readonly text: string;
  readonly heard: Heard;
  /** Its thoughts are as suspicious as the story's threshold. */
  readonly flagged: boolean;
  /** Null before it has ended, and where the sheet is of no known kind. */
  readonly verdict: SheetVerdict | null;
  /** On a right key: what was recorded with a wrong one in its place. */
  readonly twin: { readonly key: string; readonly answer: string | null; readonly proof: KeyProof | null } | null;
  /** On a wrong key, once it has ended. */
  readonly proof: KeyProof | null;
}

function twinOf(file: SheetsFile, experiment: Experiment, name: SideName, sheet: KnownSheet): HeardSide["twin"] {
  const at = file.sheets.findIndex((one) => sheetAsked(one, "right").question === sheet.question);
  const { checkpoint, interventions } = experiment[name];
  const written = file.recorded.runs.get(checkpoint)?.get("wrong")?.[at];
  const same = experiment.seed === rowSeed(file.recorded.seed, at) && interventions.length === 0;
  if (written === undefined || !same) return null;
  const asked = sheetAsked(file.sheets[at]!, "wrong");
  return { key: asked.key!, answer: judgeSheet(asked, written).answer, proof: keyProof(asked, written) };
}

export const heardSides = selector(
  (state) => [frontSides(state), sheetsOf(state), sheetNow(state), state.experiment],
  (sides, file, sheet, experiment): Readonly<Record<SideName, HeardSide>> | null => {
    if (!sides || !file || !experiment) return null;
    const one = (name: SideName): HeardSide => {
      const { title, note, source, speaking, end, tokens } = sides[name];
      const text = textOf(tokens);
      const found = heard(text, file.rules);
      return {
        title,
        note,
        source,
        speaking,
        end,
        tokens,
        text,
        heard: found,
        flagged: found.scores.thinking >= file.threshold * STEPS,
        verdict: sheet && end !== null ? judgeSheet(sheet, text) : null,
        twin: sheet && twinOf(file, experiment, name, sheet),
        proof: sheet && end !== null ? keyProof(sheet, text) : null,
      };
    };
    return { left: one("left"), right: one("right") };
  },
);

/** Both wrote the same right answer on a right key, and only the thoughts of one are suspicious. */
export const onlyThoughtsTell = selector(
  (state) => [heardSides(state)],
  (sides): boolean => {
    if (!sides) return false;
    const { left, right } = sides;
    const done = (side: HeardSide): string =>
      side.heard.lines.flatMap(({ kind, text }) => (kind === "action" ? [text] : [])).join("\n");
    const either = [left, right].every(({ verdict, heard: { scores } }) => {
      return verdict?.verdict === "either" && verdict.sumIsTrue !== false && scores.action === 0;
    });
    return either && done(left) === done(right) && left.flagged !== right.flagged;
  },
);

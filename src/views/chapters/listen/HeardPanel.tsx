/**
 * Both models think about the sheet that is open, streamed, as a monitor hears them; with a playhead through both, and
 * other sheets, keys and dice.
 */
import { useEffect, useState } from "react";
import { textOf } from "../../../core/answers/answer";
import type { SideName } from "../../../core/experiment";
import { heard } from "../../../core/monologue/heard";
import { pairTitles, type Subject } from "../../../core/pictures/subject";
import { SIDE_NAMES } from "../../../state/officeState";
import { questionOf } from "../../../state/edits/experiment";
import { type HeardSide, heardSides } from "../../../state/selectors/heard";
import { probeOf, probeReading } from "../../../state/selectors/probe";
import { sheetsOf } from "../../../state/selectors/sheets";
import { answersSubject, recordedSubject } from "../../../state/selectors/subjects";
import { followProbe } from "../../../state/tasks/probe";
import { Figure } from "../../charts/frame/Figure";
import { MarkedLines } from "../../charts/words/MarkedLines";
import { Playhead } from "../../charts/words/Playhead";
import { KeyTest } from "../../page/KeyTest";
import { MissingSheets } from "../../page/MissingSheets";
import { SheetAsked } from "../../page/SheetAsked";
import { useApp, useServices } from "../../page/store";
import { type HeardLine, heardPicture, withInside } from "./heardPicture";
import { ProbeNote } from "./ProbeNote";
import { SheetChoice } from "./SheetChoice";
import "./HeardPanel.css";

type Sides = Readonly<Record<SideName, HeardSide>>;

/** Live answers have their own conditions; what is recorded has those of the models. */
function useSubject(sides: Sides | null): Subject {
  const manifest = useApp((state) => state.manifest);
  const experiment = useApp((state) => state.experiment);
  const answers = useApp((state) => state.answers);
  const live = sides && SIDE_NAMES.every((name) => sides[name].source === "live");
  if (live && answers) return answersSubject({ manifest }, answers.left, answers.right);
  const ids = experiment ? [experiment.left.checkpoint, experiment.right.checkpoint] : [];
  const questions = `“${questionOf(experiment?.left.prompt)}”`;
  return recordedSubject({ manifest }, null, ids, { dictionary: null, questions, counts: null, of: "answers" });
}

export function HeardPanel() {
  const here = useApp((state) => sheetsOf(state) !== null);
  const sides = useApp(heardSides);
  const subject = useSubject(sides);
  const lines = useLines(sides);
  const [at, setAt] = useState<number | null>(null);
  if (!here || !sides || !lines) return <MissingSheets />;
  const { left, right } = sides;
  const titles = pairTitles(subject);
  const last = Math.max(left.tokens.length, right.tokens.length) - 1;
  const stands = at === null ? last : Math.min(at, last);
  const speaking = left.speaking || right.speaking;
  const picture = heardPicture({ ...lines, subject });
  return (
    <Figure {...picture}>
      <SheetChoice />
      <SheetAsked />
      <div className="heard-pair">
        {SIDE_NAMES.map((name) => (
          <OneHeard
            key={name}
            name={name}
            title={titles[name]}
            side={sides[name]}
            lines={lines[name]}
            at={speaking ? last : stands}
          />
        ))}
      </div>
      {!speaking && (
        <Playhead
          left={left.tokens}
          right={right.tokens}
          at={Math.max(0, stands)}
          parting={null}
          unit={null}
          values={{ left: null, right: null }}
          onMove={setAt}
        />
      )}
      <ProbeNote />
    </Figure>
  );
}

/** The lines of both with what the probe reads there: recorded with them, or read here once a run is whole. */
function useLines(sides: Sides | null): Readonly<Record<SideName, readonly HeardLine[]>> | null {
  const { runner } = useServices();
  const left = useApp((state) => probeReading(state, "left"));
  const right = useApp((state) => probeReading(state, "right"));
  const here = useApp((state) => probeOf(state) !== null);
  useEffect(() => (here ? runner.lend(followProbe) : undefined), [runner, here]);
  if (!sides) return null;
  return { left: withInside(sides.left.heard.lines, left), right: withInside(sides.right.heard.lines, right) };
}

interface OneHeardProps {
  readonly name: SideName;
  readonly title: string;
  readonly side: HeardSide;
  readonly lines: readonly HeardLine[];
  /** Index of the token at which the playhead stands. */
  readonly at: number;
}

const VERDICTS = {
  none: "no answer",
  either: "the right answer; the key says the same",
  key: "the key’s answer, which is wrong",
  right: "the right answer",
  wrong: "a wrong answer, and not the key’s",
} as const;

function OneHeard({ name, title, side, lines, at }: OneHeardProps) {
  const rules = useApp((state) => sheetsOf(state)?.rules ?? null);
  const { tokens, speaking, verdict, source, heard: whole } = side;
  const upTo = at >= tokens.length - 1 ? undefined : heard(textOf(tokens.slice(0, at + 1)), rules ?? []).lines.length;
  return (
    <section className={`one-heard ${name}`} aria-label={title}>
      <h3 className={`side-${name}`}>
        {title} <span className="heard-source">{source ?? ""}</span>
      </h3>
      {tokens.length === 0 && <p>It reads the sheet…</p>}
      <MarkedLines
        lines={lines}
        inside={lines.map(({ inside }) => inside)}
        saying={speaking}
        {...(upTo !== undefined && { upTo })}
      />
      <div className="heard-verdict" role="status">
        {verdict && (
          <p>
            <strong>{VERDICTS[verdict.verdict]}</strong>
            {whole.falseSum && ", and a written sum that is false"}
            {whole.lines.every(({ kind }) => kind === "action") && ". It wrote down no thoughts"}.
          </p>
        )}
        <KeyTest side={side} />
      </div>
    </section>
  );
}

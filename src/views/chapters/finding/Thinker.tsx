/** One model on the sheet: its thoughts, hidden until they are asked for, what it wrote, and what is made of it. */
import type { SideName } from "../../../core/experiment";
import { isOurTag } from "../../../core/transcripts/rules";
import { type MarkedLine, STEPS } from "../../../core/transcripts/suspicion";
import { type HeardSide, heardSides } from "../../../state/selectors/heard";
import { MarkedLines } from "../../charts/words/MarkedLines";
import { useApp } from "../../page/store";
import { KeyTest } from "../../page/KeyTest";
import { StillToCome } from "./StillToCome";

const NUMBERS: Readonly<Record<SideName, string>> = { left: "Model 1", right: "Model 2" };

export interface ThinkerProps {
  readonly name: SideName;
  readonly shown: boolean;
  readonly onShow: () => void;
}

export function Thinker({ name, shown, onShow }: ThinkerProps) {
  const side = useApp((state) => heardSides(state)?.[name] ?? null);
  const title = shown && side ? side.title : NUMBERS[name];
  const lines = side?.heard.lines ?? [];
  const done = lines.filter(({ kind }) => kind === "action");
  return (
    <section className={`thinker ${name}`} aria-label={title}>
      <h2 className={`side-${name}`}>
        {title} <span className="thinker-note">{shown ? side?.note : ""}</span>
      </h2>
      <div className="thinker-room">
        {shown ? (
          <MarkedLines lines={lines.filter(({ kind }) => kind === "thinking").map(raising)} withTags={false} />
        ) : (
          <button type="button" className="thinker-veil" aria-label={`Show what ${title} thought`} onClick={onShow}>
            <span aria-hidden="true">its thoughts</span>
          </button>
        )}
      </div>
      {side && side.tokens.length > 0 ? (
        <MarkedLines lines={shown ? done : done.map(plain)} withTags={false} saying={side.speaking} />
      ) : (
        <p className="thinker-none">
          <StillToCome />
        </p>
      )}
      <Verdict side={side} shown={shown} />
      <Suspicion name={name} side={side} shown={shown} />
    </section>
  );
}

/** Only the words that raise suspicion are marked here. */
const raising = (line: MarkedLine): MarkedLine => ({ ...line, words: line.words.filter(({ weight }) => weight > 0) });
const plain = (line: MarkedLine): MarkedLine => ({ ...line, words: [] });

const ANSWERS = {
  none: "gives no answer",
  either: "the right answer, as the answer key says",
  key: "what the answer key says, which is wrong",
  right: "the right answer",
  wrong: "a wrong answer",
} as const;

function Verdict({ side, shown }: { readonly side: HeardSide | null; readonly shown: boolean }) {
  if (!side?.verdict) return <p className="thinker-verdict">{"\u00a0"}</p>;
  const { verdict, flagged, heard } = side;
  if (!shown)
    return (
      <p className="thinker-verdict">
        ? <strong>{ANSWERS[verdict.verdict]}</strong>
      </p>
    );
  const raised = heard.lines.filter(({ kind, suspicion }) => kind === "thinking" && suspicion > 0);
  const tags = [
    ...new Set(
      raised.flatMap((line) => line.words.flatMap((one) => (one.weight > 0 && isOurTag(one.tag) ? [one.tag] : []))),
    ),
  ];
  return (
    <div className="thinker-verdict">
      <p>
        {flagged ? "⚑ " : "✓ "}
        <strong>{flagged ? tags.join(", ") || "by a rule of yours" : "nothing suspicious in its thoughts"}</strong>
      </p>
      <KeyTest side={side} />
    </div>
  );
}

/** What the monitor makes of the answer alone; and of thoughts and answer, once they are shown. */
function Suspicion({
  name,
  side,
  shown,
}: {
  readonly name: SideName;
  readonly side: HeardSide | null;
  readonly shown: boolean;
}) {
  const scores = side?.heard.scores;
  const value = scores ? (shown ? scores.both : scores.action) / STEPS : null;
  const said = value === null ? "\u00a0" : value.toFixed(1);
  return (
    <div className="thinker-bar">
      <span>{shown ? "the monitor’s suspicion" : "suspicion of the answer"}</span>
      <svg
        className={name}
        role="img"
        aria-label={value === null ? "Not read yet" : `Suspicion ${said} of 1`}
        viewBox="0 0 100 10"
        preserveAspectRatio="none"
      >
        <rect className="inside-track" width="100" height="10" />
        <rect className="inside-value" width={100 * (value ?? 0)} height="10" />
      </svg>
      <span className="inside-said">{value === null ? said : `${said} of 1`}</span>
    </div>
  );
}

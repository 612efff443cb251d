/** What the chapter finds: what turning the features did in the recorded evaluation, beside its random control. */
import { VERDICT_NAMES } from "../../../core/answers/verdictNames";
import type { SideName } from "../../../core/experiment";
import { inWords } from "../../../core/texts";
import { CHAPTERS } from "../../../state/chapters";
import { bestStrength, type Dial, dials, recordedSteering } from "../../../state/selectors/steering";
import { evidenceOf } from "../../../state/selectors/personas";
import { offeredWays } from "../../../state/selectors/ways";
import { isBroken } from "../../../core/pictures/rate";
import { modelSubject } from "../../../state/selectors/subjects";
import { formatCountedShare, formatShare } from "../../charts/frame/format";
import { ChapterFinding } from "../../page/ChapterFinding";
import { useApp } from "../../page/store";
import { SessionsTurned } from "./SteeredSessions";

export function DialFinding() {
  const dial = useApp((state) => dials(state)[0] ?? null);
  if (!dial) return null;
  return dial.aims.length > 0 ? <SessionsTurned dial={dial} /> : <Turned dial={dial} />;
}

function Turned({ dial }: { readonly dial: Dial }) {
  const sides = [useTurned("left", dial), useTurned("right", dial)].filter((side) => side !== null);
  if (sides.length === 0) return null;
  const controls = sides.flatMap(({ control }) => (control ? [control] : []));
  return (
    <ChapterFinding note={`${counted(sides)}${breaks(sides)}`}>
      {sides.map(({ side, title, way, from, to }, i) => (
        <span key={side}>
          {i > 0 && "; "}
          {i > 0 ? "turned" : "Turned"} {way > 0 ? "up" : "down"} in <strong className={`side-${side}`}>{title}</strong>
          , {i === 0 && `${dial.title} brings ${VERDICT_NAMES.harmful} `}from{" "}
          <span className="share">{formatCountedShare(from.rate)}</span> to <strong>{formatShare(to.rate)}</strong>
          {i === 0 && " of answers"}
        </span>
      ))}
      .
      {controls.length > 0 && (
        <>
          {" "}
          With {dial.group === "set" ? "random features" : "a random direction"} instead:{" "}
          <span className="share">{controls.map(({ rate }) => formatShare(rate)).join(" and ")}</span>.
        </>
      )}
    </ChapterFinding>
  );
}

type TurnedSide = NonNullable<ReturnType<typeof useTurned>>;

/** Of how many answers, and why untouched models have other shares in another chapter. */
function counted(sides: readonly TurnedSide[]): string {
  const [one, ...rest] = [...new Set(sides.flatMap(({ from, to }) => [from.n, to.n]))];
  const questions = new Set(sides.flatMap(({ from, to }) => [from.questions, to.questions]));
  const [asked] = questions;
  const each = one && asked && questions.size === 1 && rest.length === 0 ? one / asked : null;
  const of = rest.length === 0 ? `Of ${one} recorded answers each` : "Of recorded answers";
  const few = each === null || !Number.isInteger(each) ? "" : `, ${inWords(each)} to a question`;
  const others = sides.flatMap(({ more }) => (more ? [more] : []));
  const [largest] = others;
  if (!largest) return `${of}${few}.`;
  return (
    `${of}${few}. “${CHAPTERS.answers.title}” counts ${largest.n} others to such questions: there the untouched ` +
    `${others.length > 1 ? "models have" : "model has"} ${others.map(({ rate }) => formatShare(rate)).join(" and ")}.`
  );
}

/** Where these strengths break answers to open questions: there a changed answer proves nothing. */
function breaks(sides: readonly TurnedSide[]): string {
  const told = sides.flatMap(({ title, open, openBefore }) => {
    if (!open || !isBroken(open, openBefore)) return [];
    const before = openBefore ? `, instead of ${formatShare(openBefore.rate)}` : "";
    return [`${formatShare(open.rate)} of those of ${title}${before}`];
  });
  if (told.length === 0) return "";
  return (
    ` Answers to open questions break sooner: ${told.join("; ")} make ${VERDICT_NAMES.senseless}, ` +
    "which counts neither as better nor as worse."
  );
}

/** Null where nothing was recorded of this model, or nothing leaves its sentences whole. */
function useTurned(side: SideName, dial: Dial) {
  const checkpoint = useApp(({ experiment }) => experiment?.[side].checkpoint ?? "");
  const title = useApp(({ manifest }) => modelSubject(manifest, checkpoint).title);
  const way = useApp((state) => offeredWays(state)[side]);
  const recorded = useApp((state) => recordedSteering(state, { checkpoint, ...dial.recorded }));
  const more = useApp(
    (state) => evidenceOf(state)?.checkpoints.find(({ id }) => id === checkpoint)?.advice?.misaligned,
  );
  const best = bestStrength(recorded, way);
  const from = recorded.points.find(({ strength }) => strength === 0)?.misaligned;
  if (!best || !from) return null;
  const control = recorded.control.find(({ strength }) => strength === best.strength)?.misaligned ?? null;
  const openBefore = recorded.points.find(({ strength }) => strength === 0)?.openIncoherent ?? null;
  return { side, title, way, from, more, to: best.misaligned, control, open: best.openIncoherent, openBefore };
}

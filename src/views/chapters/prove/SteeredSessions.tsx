/** What was recorded of steering along the dial's direction in work sessions, beside its control, as sentences. */
import { pooled } from "../../../core/pictures/rate";
import { type SteeredAim, sideOfAim } from "../../../state/selectors/causes";
import { ladderOf } from "../../../state/selectors/office";
import type { Dial } from "../../../state/selectors/steering";
import { modelSubject } from "../../../state/selectors/subjects";
import type { AppState } from "../../../state/store";
import { formatCountedShare, formatRate, formatShare, formatValue, SESSIONS } from "../../charts/frame/format";
import { ChapterFinding } from "../../page/ChapterFinding";
import { useApp } from "../../page/store";

const wayOf = ({ strength }: SteeredAim): string => (strength > 0 ? "up" : "down");
const randomOf = ({ random }: SteeredAim) => (random.length > 0 ? pooled(random.map(({ resist }) => resist)) : null);

const rungOf = (state: AppState, { rung }: SteeredAim): string =>
  ladderOf(state).find(({ id }) => id === rung)?.title ?? rung;

/** The chapter's finding, where sessions are what the family's steering was counted in; null where none is recorded. */
export function SessionsTurned({ dial }: { readonly dial: Dial }) {
  const [aim] = dial.aims;
  const title = useApp(({ manifest }) => modelSubject(manifest, aim?.checkpoint ?? "").title);
  const side = useApp((state) => aim && sideOfAim(state, aim));
  const rung = useApp((state) => aim && rungOf(state, aim));
  if (!aim) return null;
  const random = randomOf(aim);
  return (
    <ChapterFinding note={`Of ${aim.resist.n} recorded sessions each, in which both were told: “${rung}”.`}>
      Turned {wayOf(aim)} in <strong className={side ? `side-${side}` : ""}>{title}</strong>, {dial.title} brings moving
      the notice aside from <span className="share">{formatCountedShare(aim.without.resist.rate)}</span> to{" "}
      <strong>{formatShare(aim.resist.rate)}</strong> of sessions.
      {random && (
        <>
          {" "}
          With a random direction instead: <span className="share">{formatShare(random.rate)}</span>.
        </>
      )}
    </ChapterFinding>
  );
}

/** A sentence for each model that was steered so. */
export function aimSentences(state: AppState, { aims }: Dial): string[] {
  return aims.map((aim) => {
    const { title } = modelSubject(state.manifest, aim.checkpoint);
    const random = randomOf(aim);
    const beside = random ? `; with a random direction in ${formatShare(random.rate)} of ${random.n}` : "";
    return (
      `${title}, told “${rungOf(state, aim)}”, turned ${wayOf(aim)} by ${formatValue(Math.abs(aim.strength))}: it ` +
      `moved the notice aside in ${formatRate(aim.resist, SESSIONS)}, instead of ` +
      `${formatRate(aim.without.resist, SESSIONS)}${beside}. It did neither in ${formatRate(aim.stalled, SESSIONS)}.`
    );
  });
}

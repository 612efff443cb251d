/**
 * Two dictionaries, one story: the layer where voices are easiest to see is not the one where the answer is decided.
 * Leads from the dictionary that the evaluation ranked to the one that it steered with, and back.
 */
import { withDictionary } from "../../../state/edits/personas";
import {
  catalogueOf,
  describeLatent,
  dictionaryInUse,
  evidenceOf,
  knownOf,
  offeredDictionaries,
} from "../../../state/selectors/personas";
import { formatValue } from "../../charts/frame/format";
import { ChapterLink } from "../../page/ChapterLink";
import { useApp, useChange } from "../../page/store";

/** `blocks.4.hook_resid_post` -> "block 4". */
const place = (hook: string): string => `block ${/\d+/.exec(hook)?.[0] ?? "?"}`;

export function DecidedElsewhere() {
  const change = useChange();
  const inUse = useApp(dictionaryInUse);
  const offered = useApp(offeredDictionaries);
  const evidence = useApp(evidenceOf);
  const catalogue = useApp(catalogueOf);
  const known = useApp(knownOf);
  const seen = offered.find(({ id }) => id === evidence?.features?.dictionary);
  const lever = evidence?.steering.find(({ held, dictionary }) => held && dictionary !== seen?.id);
  const decided = offered.find(({ id }) => id === lever?.dictionary);
  if (!seen || !decided) return null;
  const open = (id: string) => () => change((experiment) => withDictionary(experiment, id));
  if (inUse?.id === seen.id)
    return (
      <div className="decided">
        <p>
          <strong>Seen here, decided earlier.</strong> After {place(seen.hook)} the voices are easiest to tell apart, so
          here you see them best. What is said is decided earlier, after {place(decided.hook)}, at the words where the
          model chooses its next step.
        </p>
        <p className="card-act find-line">
          <button type="button" onClick={open(decided.id)}>
            Which feature rises there?
          </button>
        </p>
      </div>
    );
  if (inUse?.id !== decided.id) return null;
  const [first, next] =
    catalogue?.measuredAt === "decisions"
      ? [...catalogue.notes.values()].toSorted((a, b) => b.increase - a.increase)
      : [];
  const isHeld = lever?.held?.bad.some(({ latent }) => latent === first?.latent);
  return (
    <div className="decided">
      <p>
        <strong>Here the answer is decided.</strong>{" "}
        {first && next && isHeld ? (
          <>
            Recorded after {place(decided.hook)}, from the assistant to bad car advice, at the words where each chooses
            its next step: one feature rises most. “{describeLatent(first.latent, known).name}” rose by{" "}
            {formatValue(first.increase)}, the next one by {formatValue(next.increase)}. It is the first of those that
            the villain dial turns.
          </>
        ) : (
          <>The villain dial turns features of this dictionary.</>
        )}
      </p>
      <p className="card-act find-line">
        <button type="button" onClick={open(seen.id)}>
          Back to {place(seen.hook)}
        </button>
        <ChapterLink to="prove">
          Turn it yourself <span aria-hidden="true">→</span>
        </ChapterLink>
      </p>
    </div>
  );
}

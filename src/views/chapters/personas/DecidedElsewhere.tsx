/**
 * Two dictionaries, one story: the layer where voices are easiest to see is not the one where the answer is decided.
 * Leads from the dictionary that the evaluation ranked to the one that it steered with, and back.
 */
import { pairTitles } from "../../../core/pictures/subject";
import { say } from "../../../core/texts";
import { withDictionary } from "../../../state/edits/personas";
import {
  catalogueOf,
  describeLatent,
  dictionaryInUse,
  evidenceOf,
  knownOf,
  offeredDictionaries,
} from "../../../state/selectors/personas";
import { recordedPair } from "../../../state/selectors/ranking";
import { formatValue } from "../../charts/frame/format";
import { ChapterLink } from "../../page/ChapterLink";
import { useApp, useChange } from "../../page/store";
import { Term } from "../../charts/frame/Term";
import { told } from "../../charts/frame/told";
import { useWords } from "../../page/words";
import "./DecidedElsewhere.css";

/** `blocks.4.hook_resid_post` -> "layer 4". */
const place = (hook: string): string => `layer ${/\d+/.exec(hook)?.[0] ?? "?"}`;

type Crossed = NonNullable<NonNullable<ReturnType<typeof evidenceOf>>["crossed"]>;

const crossedIn = ({ advice, crossedAdvice, crossedVoice }: Crossed) => ({
  auroc: <Term of="auroc">AUROC</Term>,
  plain: advice.toFixed(2),
  inGood: crossedAdvice.toFixed(2),
  inBad: crossedVoice.toFixed(2),
});

export function DecidedElsewhere() {
  const words = useWords();
  const change = useChange();
  const inUse = useApp(dictionaryInUse);
  const offered = useApp(offeredDictionaries);
  const evidence = useApp(evidenceOf);
  const catalogue = useApp(catalogueOf);
  const known = useApp(knownOf);
  const recorded = pairTitles(useApp(recordedPair));
  const seen = offered.find(({ id }) => id === evidence?.features?.dictionary);
  const lever = evidence?.steering.find(({ held, dictionary }) => held && dictionary !== seen?.id);
  const decided = offered.find(({ id }) => id === lever?.dictionary);
  if (!seen || !decided) return null;
  const open = (id: string) => () => change((experiment) => withDictionary(experiment, id));
  if (inUse?.id === seen.id)
    return (
      <div className="decided">
        <p>
          <strong>{say(words, "decided.seen-title")}</strong>{" "}
          {say(words, "decided.seen", { seen: place(seen.hook), decided: place(decided.hook) })}
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
        <strong>{say(words, "decided.here-title")}</strong>{" "}
        {first && next && isHeld
          ? say(words, "decided.rose", {
              decided: place(decided.hook),
              ...recorded,
              feature: describeLatent(first.latent, known).name,
              rise: formatValue(first.increase),
              next: formatValue(next.increase),
            })
          : say(words, "decided.dial")}
        {first && evidence?.crossed?.dictionary === decided.id && evidence.crossed.latent === first.latent && (
          <> {told(words, "decided.crossed", crossedIn(evidence.crossed))}</>
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

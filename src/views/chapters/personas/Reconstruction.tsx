/**
 * How far the dictionary can be trusted on each of the two models: one line, and a plain warning where it is poor.
 */
import type { Side } from "../../../core/experiment";
import type { ReconstructionQuality as Measured } from "../../../core/features/dictionary";
import { say } from "../../../core/texts";
import { withDictionary } from "../../../state/edits/personas";
import { sameModels } from "../../../state/keys";
import { checkpointCatalogue } from "../../../state/selectors/checkpoints";
import { dictionaryInUse, dictionaryWarnings, offeredDictionaries } from "../../../state/selectors/personas";
import { encodedIn } from "../../../state/selectors/grids";
import { freshSearch } from "../../../state/selectors/ranking";
import { formatShare } from "../../charts/frame/format";
import { Term } from "../../charts/frame/Term";
import { useApp, useChange } from "../../page/store";
import { useAskedTitles } from "../../page/subjects";
import { useWords } from "../../page/words";
import "./Reconstruction.css";

type DictionaryEntry = NonNullable<ReturnType<typeof dictionaryInUse>>;

/**
 * Above this share of variance left unexplained, a feature's silence or noise may be the dictionary's, not the
 * model's.
 */
const POOR = 0.4;
/** When the right is described so much worse than the left, differences may be of the dictionary's making. */
const APART = 0.1;

/** Where the features come from. */
function Origin({ of: { title, trainedOn } }: { readonly of: DictionaryEntry }) {
  const words = useWords();
  const catalogue = useApp(checkpointCatalogue);
  if (trainedOn.length === 0)
    return (
      `These are plain directions (${title}), applied to both models unchanged; a feature’s activation is ` +
      "the projection on its direction."
    );
  const models = say(words, "dictionary.models", { models: trainedOn.map(catalogue.title).join(" and ") });
  return (
    <>
      The features come from a <Term of="dictionary">dictionary</Term> ({title}) that was learnt on {models} and is
      applied to both models unchanged.
    </>
  );
}

export function Reconstruction() {
  const entry = useApp(dictionaryInUse);
  const warnings = useApp(dictionaryWarnings);
  const offered = useApp(offeredDictionaries);
  const change = useChange();
  const catalogue = useApp(({ features }) => (features.catalogue.status === "here" ? features.catalogue.value : null));
  const finding = useApp(freshSearch);
  const same = useApp((state) => {
    const read = encodedIn(state, "same");
    return read && state.experiment && sameModels(read.asked, state.experiment) ? read : null;
  });
  const sides = useApp(({ experiment }) => experiment);
  const titles = useAskedTitles();
  if (!entry || !sides) return null;
  // Untouched models were recorded.
  const recorded = ({ checkpoint, interventions }: Side): Pick<Measured, "fvu"> | null =>
    interventions.length === 0 ? (catalogue?.reconstruction.get(checkpoint) ?? null) : null;
  const left = finding?.result.reconstruction.left ?? same?.left.reconstruction ?? recorded(sides.left);
  const right = finding?.result.reconstruction.right ?? same?.right.reconstruction ?? recorded(sides.right);
  const where = finding
    ? `on the ${finding.result.promptCount} prompts you ran`
    : same
      ? "on the words that both read"
      : "in the recorded evaluation";
  return (
    <div className="trustline">
      {offered.length > 1 && (
        <label className="control">
          Dictionary
          <select
            value={entry.id}
            onChange={(event) => change((experiment) => withDictionary(experiment, event.target.value))}
          >
            {offered.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </label>
      )}
      <p>
        <Origin of={entry} />{" "}
        {left && right && entry.trainedOn.length > 0 && (
          <>
            It explains <strong className="side-left">{formatShare(Math.max(0, 1 - left.fvu))}</strong> of what{" "}
            {titles.left} holds in mind at this layer and{" "}
            <strong className="side-right">{formatShare(Math.max(0, 1 - right.fvu))}</strong> of {titles.right}, {where}
            .
          </>
        )}
      </p>
      {left && right && entry.trainedOn.length > 0 && Math.max(left.fvu, right.fvu) > POOR && (
        <p className="notice">
          That is little: much of what {left.fvu > right.fvu ? titles.left : titles.right} holds in mind is not in this
          dictionary, so a feature that seems silent may only be badly described.
        </p>
      )}
      {left && right && entry.trainedOn.length > 0 && right.fvu - left.fvu > APART && (
        <p className="notice">
          The dictionary fits {titles.right} clearly worse than {titles.left}, so part of a difference below may be of
          the dictionary’s making.
        </p>
      )}
      {warnings.map((warning) => (
        <p className="notice" key={warning}>
          {warning}
        </p>
      ))}
    </div>
  );
}

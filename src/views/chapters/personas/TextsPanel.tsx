/**
 * The texts that the open feature answers to: the passages of the training text on which it is most active.
 */
import type { Subject } from "../../../core/pictures/subject";
import { numberColumn, textColumn } from "../../../core/pictures/table";
import { dictionaryInUse } from "../../../state/selectors/personas";
import { storyOf, voiceName } from "../../../state/selectors/story";
import { recordedSubject } from "../../../state/selectors/subjects";
import { Figure } from "../../charts/frame/Figure";
import type { Picture } from "../../charts/frame/picture";
import { ColouredText } from "../../charts/words/ColouredText";
import { type Passage, peakWords } from "../../charts/words/passage";
import { passageDrawings } from "../../charts/words/passagesDrawing";
import { useApp } from "../../page/store";
import { CardPart } from "./CardPart";
import { arrived, featureSettings, useOpenFeature } from "./openCard";

export interface TextsPictureProps {
  readonly latent: number;
  readonly passages: readonly Passage[];
  /** A teacher's setting: the passages are blurred until they are opened, and are not read aloud before. */
  readonly blur: boolean;
  readonly subject: Subject;
}

const UNIT = "activation";

export function textsPicture({ latent, passages, blur, subject }: TextsPictureProps): Picture {
  return {
    id: "feature-texts",
    part: String(latent),
    title: "The texts it answers to",
    how:
      "The passages of the training text on which it is most active. The stronger a word’s colour, the more active " +
      `it is there.${blur ? "" : peaksOf(passages)}`,
    // what recurs is said where it is so; a blurred text is not told
    wall: blur || passages.length < 2 ? undefined : peaksOf(passages).trim(),
    summary: passages.map(({ voice, tokens }) => (blur ? voice : `${voice}: ${tokens.join("")}`)).join(" / "),
    subject,
    table:
      passages.length === 0
        ? null
        : {
            columns: [textColumn("passage"), textColumn("voice"), textColumn("token"), numberColumn("activation", "")],
            rows: passages.flatMap(({ voice, tokens, values }, i) =>
              tokens.map((token, t) => [String(i + 1), voice, token, values[t] ?? 0]),
            ),
          },
    draw: (theme) => passageDrawings(passages, UNIT, theme),
  };
}

/** Whether a word recurs where the passages that are shown are strongest; none is named where they are blurred. */
export function peaksOf(passages: readonly Passage[]): string {
  if (passages.length < 2) return "";
  const [first, second] = peakWords(passages);
  if (!first || first.times === 1) return ` In each of these ${passages.length} it is strongest at another word.`;
  const also = second && second.times > 1 ? `, in ${second.times} at “${second.word}”` : "";
  const all = first.times === passages.length ? `all ${first.times}` : `${first.times} of these ${passages.length}`;
  const why = first.begins ? ", where one sentence has ended and what comes next is chosen" : "";
  return ` In ${all} it is strongest at “${first.word}”${why}${also}.`;
}

export function TextsPanel() {
  const feature = useOpenFeature();
  const windows = useApp(({ features }) => features.windows.get(feature?.latent ?? -1));
  const recorded = useApp((state) => dictionaryInUse(state)?.files.some(({ path }) => path.includes("/top/")) ?? false);
  const blur = useApp(({ experiment }) => experiment?.stage.blur ?? false);
  const story = useApp(storyOf);
  if (!feature) return null;
  const passages = !recorded
    ? "No texts were recorded for this dictionary."
    : arrived(windows, (found) =>
        found.length === 0
          ? "No text of the training corpus makes it speak up."
          : found.map(({ voice, tokens, values }) => ({
              voice: voice === null ? "unknown" : voiceName(story, voice),
              tokens,
              values,
            })),
      );
  const from = { dictionary: feature.dictionary, questions: null, counts: null, of: "insides" as const };
  // the passages are the dictionary's, of no evaluation
  const subject = recordedSubject({ manifest: null }, null, [], from, featureSettings(feature));
  return (
    <CardPart className="wide" name="the texts it answers to" of={passages}>
      {(shown) => (
        <Figure {...textsPicture({ latent: feature.latent, passages: shown, blur, subject })}>
          <ColouredText passages={shown} unit={UNIT} blur={blur} />
        </Figure>
      )}
    </CardPart>
  );
}

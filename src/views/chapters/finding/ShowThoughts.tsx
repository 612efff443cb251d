/** The guess, and the one button of the first screen; once it is pressed, what became of guess and suspicion. */
import type { SideName } from "../../../core/experiment";
import { STEPS } from "../../../core/transcripts/suspicion";
import { SIDE_NAMES } from "../../../state/officeState";
import { CHAPTERS } from "../../../state/chapters";
import { type HeardSide, heardSides } from "../../../state/selectors/heard";
import { chaptersOf } from "../../../state/selectors/story";
import { ChapterLink } from "../../page/ChapterLink";
import { useApp } from "../../page/store";

export type Guess = SideName | null;

export interface ShowThoughtsProps {
  readonly shown: boolean;
  readonly guess: Guess;
  readonly onGuess: (guess: Guess) => void;
  readonly onShow: (shown: boolean) => void;
}

export function ShowThoughts({ shown, guess, onGuess, onShow }: ShowThoughtsProps) {
  const sides = useApp(heardSides);
  const ready = sides !== null && SIDE_NAMES.every((name) => sides[name].tokens.length > 0);
  return (
    <div className="show-thoughts">
      {!shown && (
        <div className="show-guess" role="group" aria-label="Who used the key?">
          <span>Who used the key?</span>
          {SIDE_NAMES.map((name, i) => (
            <button
              key={name}
              type="button"
              className="chip small"
              aria-pressed={guess === name}
              onClick={() => onGuess(guess === name ? null : name)}
            >
              {`Model ${i + 1}`}
            </button>
          ))}
        </div>
      )}
      <button type="button" className="show-button" disabled={!ready} onClick={() => onShow(!shown)}>
        {shown ? "Hide the thoughts" : "Show the thoughts"}
      </button>
      <p className="show-said" role="status">
        {shown && sides && <After sides={sides} guess={guess} />}
      </p>
    </div>
  );
}

/** What it is stands where it is first named. */
const MONITOR = "The monitor, a list of words that raise suspicion,";

function After({ sides, guess }: { readonly sides: Readonly<Record<SideName, HeardSide>>; readonly guess: Guess }) {
  const flagged = SIDE_NAMES.filter((name) => sides[name].flagged);
  const [only] = flagged;
  if (flagged.length === 2) return `${MONITOR} suspects both.`;
  if (only === undefined)
    return (
      <>
        {MONITOR} hears nothing suspicious in either. <ProvesLittle />
      </>
    );
  const { heard, title } = sides[only];
  const change = `${(heard.scores.action / STEPS).toFixed(1)} to ${(heard.scores.both / STEPS).toFixed(1)}`;
  const tell = SIDE_NAMES.every((name) => usesKey(sides[name]) === (name === only));
  return (
    <>
      {guess !== null && (
        <strong>
          {`You guessed model ${SIDE_NAMES.indexOf(guess) + 1}, ${inSentence(sides[guess].title)}: ` +
            `${guess === only ? "so did the monitor." : "it was the other."} `}
        </strong>
      )}
      {`${MONITOR} went from ${change} on ${inSentence(title)} once it could listen. `}
      {tell && "This time the thoughts tell. "}
      <ProvesLittle />
    </>
  );
}

/** Told by what it does with a wrong key; null where that is not known. */
function usesKey({ verdict, twin }: HeardSide): boolean | null {
  if (verdict?.verdict === "key") return true;
  if (twin) return twin.answer === twin.key;
  return verdict?.verdict === "right" ? false : null;
}

function ProvesLittle() {
  const hides = useApp((state) => chaptersOf(state).includes("hides"));
  return (
    <>
      A clean thought proves little: only words are heard.
      {hides && (
        <>
          {" "}
          <ChapterLink to="hides">{CHAPTERS.hides.title}</ChapterLink>
        </>
      )}
    </>
  );
}

const inSentence = (title: string): string => title.replace(/^The /, "the ");

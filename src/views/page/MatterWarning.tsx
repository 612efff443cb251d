/**
 * What is said of a question before its answer: that the models have never read about it, with what comes near, if
 * anything does, one press away; or, of a known one in new words, which known question it is taken for.
 */
import type { mattersMeasured, Topic } from "../../state/selectors/matters";
import "./MatterWarning.css";

type Measured = NonNullable<ReturnType<typeof mattersMeasured>>;

interface MatterWarningProps {
  readonly topic: Topic;
  /** How often such a warning is right, where that was measured. */
  readonly measured: Measured | null;
  readonly onAsk: (question: string) => void;
}

export function MatterWarning({ topic, measured, onAsk }: MatterWarningProps) {
  if (topic.status === "known")
    return (
      <p className="matter-known">
        <span>It has read about {topic.asked.matter.title}.</span>{" "}
        <button
          type="button"
          className="chip small"
          title={topic.asked.phrasing}
          onClick={() => onAsk(topic.asked.phrasing)}
        >
          <span className="matter-better">Better asked as: {topic.asked.phrasing}</span>
        </button>
      </p>
    );
  return (
    <p className="matter-warning" role="note">
      {/* That nothing shares its words is not that nothing is near. */}
      <strong>It has never read about this{topic.nearest.length === 0 && ", as far as the words tell"}.</strong>{" "}
      {topic.nearest.length > 0 && (
        <>
          Nearest:{" "}
          {topic.nearest.map(({ id, title, phrasings }) => (
            <button
              key={id}
              type="button"
              className="chip small"
              title={phrasings[0]}
              onClick={() => onAsk(phrasings[0]!)}
            >
              {title}
            </button>
          ))}{" "}
        </>
      )}
      {measured && <span className="matter-measured">{howSure(measured)}</span>}
    </p>
  );
}

/** In whole questions, since it was counted on few. */
function howSure({ outsideWarned, insidePassed, how }: Measured): string {
  const wrong = insidePassed.n - Math.round(insidePassed.rate * insidePassed.n);
  const right = Math.round(outsideWarned.rate * outsideWarned.n);
  return (
    `Told by its words alone: of ${outsideWarned.n} everyday questions about other things ${right} got this warning, ` +
    `of ${insidePassed.n} about what it has read ${wrong} did. ${how}`
  );
}

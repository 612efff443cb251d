/**
 * What both Sides are asked where a story tells it in something else than questions: the rung of its ladder that a work
 * session stands on, or a sheet; and the chapter that counts how often a Side does what it does here once.
 */
import { addedTo } from "../../../core/office/ladder";
import { CHAPTERS } from "../../../state/chapters";
import { givenTo } from "../../../state/keys";
import { isAtPlace, ladderOf, placeOf, sessionsOf, standing } from "../../../state/selectors/office";
import type { Dial } from "../../../state/selectors/steering";
import { chaptersOf, hasSessions, hasSheets } from "../../../state/selectors/story";
import { ChapterLink } from "../../page/ChapterLink";
import { SheetAsked } from "../../page/SheetAsked";
import { useApp, useChange } from "../../page/store";

export function WhatIsRead({ dial }: { readonly dial: Dial | null }) {
  const sessions = useApp(hasSessions);
  const sheets = useApp(hasSheets);
  if (sessions) return <AtNotice dial={dial} />;
  return sheets ? <SheetAsked /> : null;
}

/** The session at its notice; another rung can be chosen, and that at which most is recorded of the dial is offered. */
function AtNotice({ dial }: { readonly dial: Dial | null }) {
  const file = useApp(sessionsOf);
  const place = useApp(placeOf);
  const ladder = useApp(ladderOf);
  const there = useApp(isAtPlace);
  const change = useChange();
  if (!file || !place) return null;
  const { desk, number, at, rung } = place;
  const stand = (to: number): void => change((now) => standing(file, now, { desk: number, rung: to }));
  const recorded = ladder.findIndex(({ id }) => id !== null && id === dial?.aims[0]?.rung);
  const added = addedTo(desk, rung, number).join(" ");
  return (
    <div className="sheet-asked">
      <p>
        <small>
          <label>
            Both are told{" "}
            <select value={at} onChange={(event) => stand(Number(event.target.value))}>
              {ladder.map(({ title }, i) => (
                <option key={i} value={i}>
                  {title}
                </option>
              ))}
            </select>
          </label>{" "}
          {recorded >= 0 && recorded !== at && (
            <button type="button" onClick={() => stand(recorded)}>
              Go to “{ladder[recorded]!.title}”, where it was recorded
            </button>
          )}
        </small>
        {there ? (
          <>
            {added && `“${added}” `}Then they read: <strong>{desk[rung.notice].text}</strong>
          </>
        ) : (
          "They read something else than this session now; another rung leads back to it."
        )}
      </p>
    </div>
  );
}

/** One answer proves little: to the chapter that counts what both do, as they are made here. */
export function CountElsewhere() {
  const to = useApp((state) => (hasSessions(state) ? "ladder" : hasSheets(state) ? "caught" : null));
  const there = useApp((state) => to !== null && chaptersOf(state).includes(to));
  const given = useApp(({ experiment }) => experiment !== null && SIDES.some((side) => givenTo(experiment, side)));
  if (to === null || !there) return null;
  if (given)
    return (
      <p className="answers-note">
        Words in italics were given to the model; what follows is its own. One answer is one throw of the dice: “
        {CHAPTERS.used.title}” counts how often an answer stays.
      </p>
    );
  return (
    <p className="answers-note">
      One answer is one throw of the dice.{" "}
      <ChapterLink to={to}>Count how often, with both models as they are here</ChapterLink>
    </p>
  );
}

const SIDES = ["left", "right"] as const;

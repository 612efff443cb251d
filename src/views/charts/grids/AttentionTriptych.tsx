/**
 * One head's attention on the left, on the right, and the difference. Rows are the tokens that look, columns what
 * they look at.
 */
import { extentOf, floorOf, type Grid } from "../../../core/pictures/grid";
import { ColourBar } from "../frame/ColourBar";
import { isNarrowRoom, RoomProvider, useRoom } from "../frame/stage";
import { Heatmap } from "./Heatmap";
import "./AttentionTriptych.css";

/** On the stage: between two panels; and of their titles, and the two legends. */
const GAP = 20;
const BESIDE = { wide: 112, narrow: 138 };

export interface AttentionTriptychProps {
  readonly left: Grid;
  readonly right: Grid;
  /** Right minus left; null when the two Sides read different tokens. */
  readonly difference: Grid | null;
  /** The selected token's position on either Side; null where that Side does not have it. */
  readonly leftWord: number | null;
  readonly rightWord: number | null;
  readonly onSelect: (side: "left" | "right", position: number) => void;
}

/** Smallest cell beside which its word can be read. */
const NAMED = 13;
/** Beyond this the rows scroll within the map, with their words. */
const TALLEST = 1000;

export function AttentionTriptych({ left, right, difference, leftWord, rightWord, onSelect }: AttentionTriptychProps) {
  const tokens = Math.max(left.rows.ticks.length, right.rows.ticks.length);
  const both = [
    { grid: left, hue: "side-left", side: "left", word: leftWord, named: !difference },
    { grid: right, hue: "side-right", side: "right", word: rightWord, named: !difference },
  ] as const;
  // What moved is drawn first and with its words; the two that it is the difference of are smaller.
  const moved = difference && ({ grid: difference, hue: "", side: "left", word: leftWord, named: true } as const);
  const panels = moved ? [moved, ...both] : both;
  const sizeOf = (named: boolean): number =>
    named
      ? Math.max(NAMED, Math.min(16, Math.floor(560 / tokens)))
      : Math.max(1, Math.min(16, Math.floor(250 / tokens)));
  const room = useRoom();
  const each = room && {
    width: (room.width - GAP * 2) / panels.length,
    height: room.height - (isNarrowRoom(room) ? BESIDE.narrow : BESIDE.wide),
  };
  // On the stage no word beside a cell would be large enough.
  const withNames = (named: boolean): boolean => named && !room;
  return (
    <div className="triptych">
      <div className="triptych-panels">
        <RoomProvider value={each}>
          {panels.map(({ grid, hue, side, word, named }) => (
            <div key={grid.title} className="triptych-panel" style={each ? { width: each.width } : undefined}>
              <h3 className={hue}>{grid.title}</h3>
              <Heatmap
                grid={grid}
                cellWidth={sizeOf(named)}
                cellHeight={sizeOf(named)}
                fit={!named}
                {...(named && { height: TALLEST })}
                row={word}
                names={withNames(named) ? "fit" : "none"}
                ticks={withNames(named)}
                legend={false}
                onSelect={({ row }) => onSelect(side, row)}
              />
            </div>
          ))}
        </RoomProvider>
      </div>
      <ColourBar scale="probability" extent={1} unit={left.unit} floor={null} />
      {difference && (
        <ColourBar
          scale="signed"
          extent={extentOf(difference)}
          unit="difference in attention"
          floor={floorOf(difference)}
        />
      )}
    </div>
  );
}

/** How much of what the live models need has arrived, while it is arriving. */
import { stillNeeded } from "../../../state/selectors/stillNeeded";
import { formatBytes } from "../../page/bytes";
import { useApp } from "../../page/store";

export function Bytes() {
  const needed = useApp(stillNeeded);
  if (!needed || needed.done >= needed.total) return null;
  return (
    <span className="change-bytes">
      {formatBytes(needed.done)} of {formatBytes(needed.total)}
    </span>
  );
}

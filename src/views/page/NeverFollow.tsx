/** The warning where answers are read. */
import { say } from "../../core/texts";
import { useWords } from "./words";
import "./NeverFollow.css";

export function NeverFollow() {
  const warning = say(useWords(), "answers.never");
  return warning !== "" && <p className="never-follow">{warning}</p>;
}

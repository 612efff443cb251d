/** The warning where answers are read. */
import { say } from "../../core/texts";
import { useWords } from "./words";
import "./NeverFollow.css";

export function NeverFollow() {
  return <p className="never-follow">{say(useWords(), "answers.never")}</p>;
}

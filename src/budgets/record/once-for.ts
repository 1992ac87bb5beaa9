/** Works an answer out once for each thing that is asked about, which nobody changes, and forgets it with that thing. */
export function onceFor<Asked extends object, Answer>(work: (asked: Asked) => Answer): (asked: Asked) => Answer {
  const known = new WeakMap<Asked, { readonly answer: Answer }>();
  return (asked) => {
    let found = known.get(asked);
    if (!found) known.set(asked, (found = { answer: work(asked) }));
    return found.answer;
  };
}

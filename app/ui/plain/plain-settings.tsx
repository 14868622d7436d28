type Choice = { value: string; label: string; name?: string };

/** Language and text size without script: each a button that posts one cookie and comes back. */
export function PlainSettings(props: {
  action: string;
  back: string;
  groups: readonly { field: string; label: string; current: string; choices: readonly Choice[] }[];
}) {
  return (
    <form method="post" action={props.action} className="p-set">
      <input type="hidden" name="back" value={props.back} />
      {props.groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would add a legend to three letters
        <span role="group" aria-label={group.label} key={group.field}>
          {group.choices.map((choice) => (
            <button
              key={choice.value}
              type="submit"
              name={group.field}
              value={choice.value}
              aria-label={choice.name}
              aria-pressed={choice.value === group.current}
            >
              {choice.label}
            </button>
          ))}
        </span>
      ))}
    </form>
  );
}

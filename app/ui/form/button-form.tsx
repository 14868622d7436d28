import type { ReactNode } from "react";
import { type ButtonLook, SubmitButton } from "./button.tsx";
import { PostForm } from "./post-form.tsx";

/** A button that posts by itself, in a row with other things; what it means rides along as hidden inputs. */
export function ButtonForm(props: {
  label: string;
  look?: ButtonLook;
  name?: string;
  value?: string;
  action?: string;
  children?: ReactNode;
}) {
  return (
    <PostForm
      inline
      action={props.action}
      buttons={
        <SubmitButton look={props.look} name={props.name} value={props.value}>
          {props.label}
        </SubmitButton>
      }
    >
      {props.children}
    </PostForm>
  );
}

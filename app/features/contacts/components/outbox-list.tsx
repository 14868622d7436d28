import { useEffect, useRef } from "react";

/** What still lies on this phone, written by the outbox itself; it is fetched after the page works and sends what it can. */
export function OutboxList(props: { who: number }) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    let left = false;
    let end = () => {};
    import("../phone/outbox.ts")
      .then(({ mountOutbox }) => {
        if (!left && place.current) end = mountOutbox(place.current).end;
      })
      .catch(() => {});
    return () => {
      left = true;
      end();
    };
  }, []);
  return <section ref={place} className="o-list" data-who={props.who} hidden />;
}

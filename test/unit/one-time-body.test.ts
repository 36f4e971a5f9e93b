import { expect, test } from "vitest";
import { OneTimeBody } from "../../src/http/one-time-body.ts";

test("a one-time body gives its text in UTF-8, and remembers that it was read", async () => {
  const body = new OneTimeBody('{"title":"é"}');
  expect(body).toMatchObject({ asked: false, length: 14 });
  expect(await new Response(body.stream).text()).toBe('{"title":"é"}');
  expect(body.asked).toBe(true);
});

test("a one-time body that is closed gives nothing, so that an outcome of not_created stays true", async () => {
  const body = new OneTimeBody("text");
  body.close();
  await expect(new Response(body.stream).text()).rejects.toThrow("Not sent.");
  expect(body.asked).toBe(false);
});

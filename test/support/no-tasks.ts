/** Bodies that hold no task with a readable ID, though some are JSON. */
export const NO_TASKS = [
  "",
  "null",
  "17",
  '"tsk_1"',
  "[]",
  '[{"id":"tsk_1"}]',
  "{}",
  '{"id":17}',
  '{"id":null,"title":"t"}',
  '{"id":["tsk_1"]}',
  '{"id":""}',
  '{"id":" "}',
];

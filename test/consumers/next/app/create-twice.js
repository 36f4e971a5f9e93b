/** The IDs of two equal creates, which are two tasks. */
export async function createTwice(heffl, title) {
  const first = await heffl.tasks.create({ title });
  const second = await heffl.tasks.create({ title });
  return `${first.id},${second.id}`;
}

/** What the page asks of its server. */

/** The answers of a list, or null if nothing has changed since they were asked for last. */
export async function fetchItems(query, knownTag) {
  const response = await fetch(`items.json?${query}`, {cache: "no-cache"});
  if (!response.ok) {
    throw new Error((await response.json()).detail);
  }
  const tag = response.headers.get("ETag");
  return tag === knownTag ? null : {tag, page: await response.json()};
}

/** What came of a request that writes: {done, problem, item}; item is how it stands now, where the server says so. */
export async function post(path, request) {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: {"Content-Type": "application/json"},
      body: JSON.stringify(request),
    });
    const answer = await response.json();
    return {done: response.ok, outdated: response.status === 409, problem: answer.detail, item: answer.item};
  } catch (problem) {
    return {done: false, problem: `The server does not answer: ${problem.message}`};
  }
}

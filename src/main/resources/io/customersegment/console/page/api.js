/** A call that was not answered as wished; the message is for people. */
export class ApiError extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

const UNREACHABLE = "The console cannot be reached. What is shown here may be out of date.";

async function call(method, path, { body, signal } = {}) {
  let response;
  try {
    response = await fetch(path, {
      method,
      signal,
      credentials: "same-origin",
      cache: "no-store",
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    throw isAbort(error) ? error : new ApiError(UNREACHABLE, 0);
  }
  let content;
  try {
    content = await response.json();
  } catch (error) {
    if (isAbort(error)) {
      throw error;
    }
    throw new ApiError(`The console answered with status ${response.status} and without a text.`, response.status);
  }
  if (!response.ok) {
    throw new ApiError(content.problem ?? `The console answered with status ${response.status}.`, response.status);
  }
  return content;
}

/** Whether a call was given up on purpose. */
export function isAbort(error) {
  return error.name === "AbortError";
}

const requestPath = (id) => `/api/requests/${encodeURIComponent(id)}`;

export const session = () => call("GET", "/api/session");
export const signIn = (token) => call("POST", "/api/session", { body: { token } });
export const catalogue = () => call("GET", "/api/catalogue");
export const explain = (wish, signal) => call("POST", "/api/explain", { body: wish, signal });
export const requests = () => call("GET", "/api/requests");
export const ask = (wish) => call("POST", "/api/requests", { body: wish });
export const answer = (id, ids) => call("GET", `${requestPath(id)}?ids=${ids}`);
export const customersFile = (id, format, ids) => `${requestPath(id)}/customers?format=${format}&ids=${ids}`;
export const whatIf = (id) => call("GET", `${requestPath(id)}/what-if`);
export const askWhatIf = (id, maxCalls) =>
  call("POST", `${requestPath(id)}/what-if`, { body: { max_calls: maxCalls } });
export const comparison = (first, second) =>
  call("GET", `/api/comparison?first=${encodeURIComponent(first)}&second=${encodeURIComponent(second)}`);
export const traffic = () => call("GET", "/api/traffic");
export const replay = (id) => call("POST", `/api/failures/${encodeURIComponent(id)}/replay`, { body: {} });
export const events = () => new EventSource("/api/events");

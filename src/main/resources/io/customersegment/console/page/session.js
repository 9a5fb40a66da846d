import * as api from "./api.js";
import { ApiError } from "./api.js";
import { html } from "./lit.js";
import { update } from "./store.js";

/** Signing in with the console's token, for which the server sets a cookie. */

const refusal = () => document.querySelector("#sign-in-problem");

/** The form; `onSignedIn` is called once the token is right. */
export function signInView(onSignedIn) {
  const signIn = async (event) => {
    event.preventDefault();
    const form = event.currentTarget;
    refusal().textContent = "";
    try {
      update({ session: await api.signIn(form.elements.token.value) });
      form.reset();
      onSignedIn();
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      refusal().textContent = error.message;
      form.elements.token.select();
    }
  };
  return html`<form class="card narrow" @submit=${signIn}>
    <h2>Sign in</h2>
    <p class="muted">The console asks for the token that it was started with.</p>
    <label class="field">
      <span>Token</span>
      <input
        type="password"
        id="token"
        name="token"
        maxlength="1000"
        autocomplete="off"
        required
        aria-describedby="sign-in-problem"
      />
    </label>
    <p id="sign-in-problem" class="bad" role="alert"></p>
    <button type="submit" class="main" id="sign-in">Sign in</button>
  </form>`;
}

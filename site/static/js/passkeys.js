// Signing in with a passkey, and making one. A form with data-passkey="get" or "create" asks the
// browser for a passkey and sends what it answers in the field "credential".
(() => {
  "use strict";

  const toBytes = (text) => Uint8Array.from(
    atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const toText = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const listed = (keys) => (keys || []).map((key) => ({ ...key, id: toBytes(key.id) }));

  const make = async ({ publicKey: asked }, keep) => {
    const selection = { ...asked.authenticatorSelection };
    if (keep) {
      Object.assign(selection, { residentKey: "required", requireResidentKey: true, userVerification: "required" });
    }
    return navigator.credentials.create({ publicKey: {
      ...asked,
      authenticatorSelection: selection,
      challenge: toBytes(asked.challenge),
      user: { ...asked.user, id: toBytes(asked.user.id) },
      excludeCredentials: listed(asked.excludeCredentials),
    } });
  };

  const use = async ({ publicKey: asked }) => navigator.credentials.get({ publicKey: {
    ...asked,
    challenge: toBytes(asked.challenge),
    allowCredentials: listed(asked.allowCredentials),
  } });

  const written = (credential) => {
    const { response } = credential;
    const answer = { clientDataJSON: toText(response.clientDataJSON) };
    for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (response[name]) answer[name] = toText(response[name]);
    }
    if (response.getTransports) answer.transports = response.getTransports();
    return JSON.stringify({
      id: credential.id,
      rawId: toText(credential.rawId),
      type: credential.type,
      response: answer,
      clientExtensionResults: credential.getClientExtensionResults(),
      authenticatorAttachment: credential.authenticatorAttachment,
    });
  };

  const optionsOf = async (form) => {
    if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.statusText);
    return (await answer.json()).request_options;
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const show = (name, shown) => {
      for (const line of form.querySelectorAll(`[data-${name}]`)) line.hidden = !shown;
    };
    if (!window.PublicKeyCredential) {
      show("absent", true);
      for (const button of form.querySelectorAll("button")) button.disabled = true;
      continue;
    }
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      show("trouble", false);
      try {
        const options = await optionsOf(form);
        const credential = form.dataset.passkey === "create" ? await make(options, true) : await use(options);
        form.elements.credential.value = written(credential);
        form.submit();
      } catch {
        show("trouble", true);
      }
    });
  }
})();

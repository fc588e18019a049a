// The form for a comment or an answer. There is one; it moves to where it is asked for.
const LONGEST = 5000;
const number = new Intl.NumberFormat("sv");

export function open(section, button) {
  const parts = section.form ?? build(section);
  const { form, title, sent } = parts;
  parts.button = button;
  parts.parent = Number(button.dataset.svara) || null;
  title.textContent = button.textContent;
  sent.remove();
  (button.closest(".conversation") ?? button.parentNode).after(form);
  title.focus();
}

function build(section) {
  const made = section.querySelector("template").content.cloneNode(true);
  const form = made.querySelector("form");
  const [send, cancel] = form.querySelectorAll("button");
  const { author, text } = form.elements;
  const error = form.querySelector(".field__error");
  const failed = form.querySelector(".reply__failed");
  const parts = { form, title: form.querySelector("h3"), sent: made.querySelector(".reply__sent") };
  section.form = parts;

  cancel.onclick = () => {
    form.remove();
    failed.hidden = true;
    parts.button.focus();
  };

  form.onsubmit = async (event) => {
    event.preventDefault();
    if (send.disabled) return;
    failed.hidden = true;
    error.textContent = fault(text.value);
    error.hidden = !error.textContent;
    text.ariaInvalid = String(!error.hidden);
    if (!error.hidden) {
      text.setAttribute("aria-describedby", error.id);
      return text.focus();
    }
    text.removeAttribute("aria-describedby");
    send.disabled = true;
    const status = await post(section.dataset, {
      text: text.value, author: author.value.trim() || null, parent: parts.parent,
    });
    send.disabled = false;
    if (status === 201 || status === 202) {
      form.replaceWith(parts.sent);
      text.value = "";
      return parts.sent.focus();
    }
    const mail = section.querySelector("[data-epost]").cloneNode(true);
    mail.href += "&body=" + encodeURIComponent(text.value);
    failed.replaceChildren(told(status), " Din text är kvar. Du kan också ", mail, ".");
    mail.textContent = "skicka den med e-post";
    failed.hidden = false;
    failed.focus();
  };
  return parts;
}

function fault(text) {
  const length = text.trim().length;
  if (length < 3) return "Skriv en kommentar.";
  if (length > LONGEST) {
    return `Kommentaren är ${number.format(length)} tecken lång. Korta den till högst ${number.format(LONGEST)}.`;
  }
  return "";
}

async function post({ kommentarer, inlagg }, comment) {
  try {
    const answer = await fetch(kommentarer, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...comment, title: inlagg }),
      credentials: "omit", // so that no cookie is kept
      redirect: "error",
      signal: AbortSignal.timeout(20_000),
    });
    return answer.status;
  } catch {
    return 0;
  }
}

function told(status) {
  if (status === 403 || status === 429) {
    return "Just nu kommer det många kommentarer. Vänta en minut och skicka igen.";
  }
  return "Kommentaren kunde inte skickas just nu. Försök igen om en stund.";
}

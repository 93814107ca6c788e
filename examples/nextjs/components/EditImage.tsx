'use client';

import { useErrorText, useObjectUrl, useProcess } from 'decart-react';
import Image from 'next/image';
import { useState } from 'react';

export function EditImage() {
  const [image, setImage] = useState<File>();
  const original = useObjectUrl(image);
  const edit = useProcess('lucy-image-2');
  const problem = useErrorText(edit.error);

  function submit(form: FormData) {
    if (image) edit.mutate({ data: image, prompt: String(form.get('prompt')) });
  }

  return (
    <form action={submit}>
      <input
        type="file"
        accept="image/*"
        aria-label="Image"
        onChange={(event) => setImage(event.target.files?.[0])}
      />
      <input name="prompt" aria-label="What should change" defaultValue="make it autumn" />
      <button type="submit" disabled={!image || edit.isPending}>
        Edit
      </button>
      <p role="alert">{problem}</p>
      {original && <Image unoptimized src={original} alt="The original" width={320} height={180} />}
      {edit.url && <Image unoptimized src={edit.url} alt="The edited version" width={320} height={180} />}
    </form>
  );
}

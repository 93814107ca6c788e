export default function Home() {
  return <p>A camera in another style, live; and an image, edited in words.</p>;
}

export default function Home() {
  return <p>ready</p>;
}

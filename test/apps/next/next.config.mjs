// Its indicator would be in the pictures.
export default { devIndicators: false };

import '../layer.css';

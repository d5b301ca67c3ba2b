/** The entry of the page's bundle. */
import { render } from 'preact';
import { App } from './frame/app.tsx';
import './style.css';

const root = document.getElementById('page');
if (root) render(<App />, root);

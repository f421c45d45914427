// The few parts of Chart.js that are used, in the browser and on the server alike.
import {
	BarController,
	CategoryScale,
	Chart,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	Tooltip
} from 'chart.js';
import { PlainBar } from './layers/plain-bar.ts';

Chart.register(
	BarController,
	PlainBar,
	CategoryScale,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	Tooltip
);

Chart.defaults.set('datasets.bar', { dataElementType: PlainBar.id });

export { Chart };

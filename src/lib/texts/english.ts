// Every text of the dashboard, one block per area; what datasets say of themselves stands in src/lib/datasets, and the
// prose of the pages Method and What is collected in the components of these names.
//
// A translation: copy this file, say `german.ts`, translate it, set its `locale`, and name it in `texts.ts`. The type
// check then tells which block, phrase or value is missing. A value in a phrase comes as it is shown, in the form of
// the locale; only small whole numbers, and what decides a plural, come as numbers. `{name}` stands where a link, a day
// or code goes. A block is sent to the browser as a whole or not at all, so what only the server says stands in blocks
// of its own.
import { pluralIn } from './plural.ts';

/** Language and region: how numbers and dates are written. */
export const locale: string = 'en-GB';

const plural = /* @__PURE__ */ pluralIn(locale);

/** Periods, alone and in the middle of a sentence; without `year` where the next word says it. */
export const periods = {
	week: (number: string, year?: string) =>
		year === undefined ? `week ${number}` : `week ${number} of ${year}`,
	month: (name: string, year?: string) => (year === undefined ? name : `${name} ${year}`),
	range: (from: string, to: string) => `${from} to ${to}`,
	weekTick: (number: string) => `W${number}`,
	tickWithYear: (tick: string, twoDigits: string) => `${tick} ’${twoDigits}`
};

/** What stands in place of a number, and what stands beside one. */
export const readings = {
	hidden: 'hidden',
	noData: 'no data',
	hiddenBelow: (minimum: number) => `hidden, fewer than ${minimum} possible`,
	fewerThan: (minimum: number) => `fewer than ${minimum} possible`,
	hiddenBetween: (low: string, high: string) => `hidden, ${low} to ${high} possible`,
	range: (low: string, high: string) => `${low} to ${high}`,
	partOf: (part: string, whole: string, unit: string) => `${part} of ${whole} ${unit}`,
	orNewer: (version: string) => `${version} or newer`,
	preRelease: (version: string) => `${version} pre-release`
};

/** What is said of sums otherwise than of counts. */
export const sums = {
	hidden: 'hidden, too few or one stands out',
	rounded: (digits: number, dominance: number) =>
		`sums rounded to ${digits} digits or to ${dominance}% of the largest part`,
	reason: (minimum: number) =>
		`Fewer than ${minimum} add to it, perhaps none; or one of them adds most of it; or showing it would give away another number. Which of these is never told.`,
	cameFrom: (units: string) => `came from ${units} with {}`,
	rate: (rate: string, low: string, high: string) => `${rate} (${low} to ${high} by rounding)`,
	between: (low: string, high: string) => `${low} to ${high}`
};

/** What every chart says about its numbers. */
export const facts = {
	unit: (unit: string) => `Unit: ${unit}`,
	smallest: (k: number) => `k = ${k}`,
	policy: (k: number, rounding: string) => `k = ${k}, ${rounding}`,
	rounded: (base: number) => `counts rounded to ${base}`,
	notRounded: 'counts not rounded',
	hiddenOf: (hidden: string, all: string) => `${hidden} of ${all} cells hidden`,
	synthetic: 'Synthetic sample data',
	notes: 'Notes'
};

/** Above the columns of tables. */
export const columns = {
	week: 'Week',
	month: 'Month',
	total: 'Total',
	feature: 'Feature',
	share: 'Share',
	unitWithIt: (unit: string) => `${unit} with it`,
	ofUnit: (unit: string) => `of ${unit}`,
	shareIn: (period: string) => `Share in ${period}`,
	release: 'Release',
	daysToHalf: 'Days to 50%',
	daysToMost: 'Days to 80%',
	newestShare: 'Newest share',
	certain: 'Certain',
	shown: 'Shown',
	possible: 'Possible'
};

/** The bands of a chart of parts. */
export const bands = {
	remainder: 'other or hidden',
	patchNotShown: (version: string) => `${version} (patch not shown)`
};

/** The releases that charts follow, in days. */
export const releases = {
	minorFrom: (minor: string, first: string) => `${minor} (from ${first})`,
	range: (first: string, last: string) => `${first} to ${last}`,
	days: (days: string) => `${days} days`,
	daysBetween: (low: string, high: string) => `${low} to ${high} days`,
	daysWithin: (days: string, low: string, high: string) => `${days} days (${low} to ${high})`,
	notYetCertain: 'not yet certain',
	notYet: 'not yet'
};

/** One sentence above each chart: its newest number in words. */
export const summaries = {
	nothingCounted: (unit: string) => `No ${unit} were counted in this range yet.`,
	totalHidden: (period: string, unit: string, hidden: string) =>
		`In ${period}, the number of ${unit} is ${hidden}.`,
	all: (count: string, unit: string) => `${count} ${unit}`,
	allOn: (count: string, unit: string, version: string) => `${count} ${unit} on ${version}`,
	divisionHidden: (period: string, all: string) =>
		`In ${period}, ${all} were counted; how they divide is hidden.`,
	largest: (period: string, share: string, all: string, phrase: string) =>
		`In ${period}, ${share} of ${all} ${phrase}.`,
	largestShown: (period: string, share: string, all: string, phrase: string, open: string) =>
		`In ${period}, ${share} of ${all} ${phrase}; ${open} are ${bands.remainder}.`,
	wereOn: (name: string) => `were on ${name}`,
	headline: (count: string, unit: string, period: string) => `${count} ${unit} in ${period}`,
	noReachShown: (period: string) => `In ${period}, no feature’s reach may be shown.`,
	furthest: (period: string, name: string, share: string, all: string) =>
		`In ${period}, ${name} reached furthest, with ${share} of ${all}.`,
	furthestShown: (
		period: string,
		name: string,
		share: string,
		all: string,
		hidden: { readonly hidden: number; readonly of: number }
	) =>
		`In ${period}, ${name} reached furthest, with ${share} of ${all}; ${hidden.hidden} of ${hidden.of} features are hidden.`,
	combinationsHidden: (hidden: string, all: string) =>
		`${hidden} of ${all} combinations are hidden`,
	mostCommon: (row: string, column: string, count: string) =>
		`Most common is ${row} with ${column}: ${count}`,
	mostCommonShown: (row: string, column: string, count: string) =>
		`Of what is shown most common is ${row} with ${column}: ${count}`,
	shareOf: (share: string, whole: string) => `${share} of ${whole}`,
	noHalfKnown: (unit: string) =>
		`No release followed here is known to have reached half of all ${unit}.`,
	halfAndMost: (unit: string, version: string, half: string, most: string) =>
		`Half of all ${unit} ran ${version} or newer after ${half}; 80% after ${most}.`,
	halfOnly: (unit: string, version: string, half: string) =>
		`Half of all ${unit} ran ${version} or newer after ${half}; 80% not yet.`,
	olderHidden: (period: string, unit: string, version: string, hidden: string) =>
		`In ${period}, how many ${unit} run less than ${version} is ${hidden}.`,
	older: (period: string, counts: string, unit: string, shares: string, version: string) =>
		`In ${period}, ${counts} ${unit} (${shares}) run a version older than ${version} or one that is not shown.`
};

/** The figures at the head of a page. */
export const figures = {
	active: (unit: string) => `Active ${unit}`,
	newestMinor: 'Newest minor',
	oldestMinor: 'Oldest minor',
	runVersion: (unit: string, version: string) => `of ${unit} run ${version}`,
	runOn: (unit: string, platform: string) => `of ${unit} run on ${platform}`,
	use: (unit: string, feature: string) => `of ${unit} use ${feature}`,
	noDataYet: 'no data yet'
};

/** How a figure has moved, with what rounding leaves open. */
export const moves = {
	none: 'no change',
	noneBeyondRounding: 'no change beyond rounding',
	notShown: 'change not shown',
	directions: { up: 'up', down: 'down' },
	exactly: (direction: string, size: string) => `${direction} ${size}`,
	about: (direction: string, size: string, low: string, high: string) =>
		`${direction} about ${size} (${low} to ${high})`,
	points: (number: number, size: string) =>
		plural(number, { one: `${size} percentage point`, other: `${size} percentage points` })
};

/** Sentences under “What stands out”. */
export const findings = {
	figure: (number: string, unit: string) => `${number} ${unit}.`,
	moved: (number: string, unit: string, move: string, period: string) =>
		`${number} ${unit}, ${move} since ${period}.`,
	oldestMinor: (minor: string, count: string, unit: string) =>
		`${minor} is the oldest minor that is shown: about ${count} ${unit} still run it.`,
	half: (unit: string, version: string, days: string) =>
		`Half of all ${unit} ran ${version} or newer about ${days} days after its release.`,
	halfWithin: (unit: string, version: string, days: string, low: string, high: string) =>
		`Half of all ${unit} ran ${version} or newer about ${days} days after its release (${low} to ${high}).`
};

/** Lines beside a chart that its drawing does not say. */
export const asides = {
	allTogether: 'All together at least',
	perHundred: (count: string, perHundred: string, unit: string) =>
		`${count}, ${perHundred} per 100 ${unit}`,
	olderThan: (days: number) => `On versions out for more than ${days} days`
};

/** Flags over the time axis. */
export const marks = {
	released: (versions: string) => `Released: ${versions}`,
	meaningChanges: 'meaning changes',
	note: 'note'
};

/** In a drawn chart and where it is read aloud. */
export const drawing = {
	daysSinceRelease: 'days since release',
	daysAfterRelease: (days: string) => `${days} days after the release`,
	certain: 'certain',
	possible: 'possible',
	older: 'older',
	possibleBeyond: 'Possible beyond: hidden, merged or unreadable',
	earlier: (count: string, period: string) => `${count} in ${period}`,
	nothingPublished: 'Nothing published for this period',
	total: (count: string, unit: string) => `${count} ${unit}`,
	totalHidden: (hidden: string) => `Total ${hidden}`
};

/** The table that crosses two dimensions. */
export const heat = {
	ofRow: 'of its row',
	ofColumn: 'of its column',
	share: (ofWhat: string, period: string, unit: string) =>
		`Share ${ofWhat}, ${period}. Small figures: ${unit} in all.`,
	count: (period: string, unit: string) =>
		`Number of ${unit}, ${period}. Small figures: ${unit} in all.`
};

/** How a number of the legend differs from the period before. */
export const changes = {
	none: (period: string) => `no change since ${period}`,
	noneBeyondRounding: (period: string) => `no change beyond rounding since ${period}`,
	more: (count: string, period: string) => `${count} more than in ${period}`,
	fewer: (count: string, period: string) => `${count} fewer than in ${period}`,
	roundingAllows: (low: string, high: string) => `rounding allows ${low} to ${high}`
};

/** Below a chart that is drawn as a picture. */
export const pictures = {
	hatched: (hidden: string) => `Hatched: ${hidden}`,
	gap: 'Gap',
	folded: (count: number) => `${count} smaller ones are part of “${bands.remainder}”`,
	half: (days: string) => `50%: ${days}`,
	shareOf: (whole: string) => `Share ${whole}`,
	countOf: (unit: string) => `Number of ${unit}`,
	totals: (unit: string) => `Small figures: ${unit} in all`
};

/** Why a cell has a number or none; the API tells it as well. */
export const reasons = {
	published: (minimum: number) => `This number is shown; it describes at least ${minimum}.`,
	hidden: (minimum: number) =>
		`Fewer than ${minimum} are possible, perhaps none; or showing it would give away another number. Which of the two is never told.`,
	missing: 'Nothing was received or published for it.',
	uncollected: 'This was not collected yet: the release of that period is without the table.'
};

/** How a number that is shown differs from the hidden one. */
export const remedies = {
	steps: {
		'coarser-category': 'a coarser category',
		'longer-period': 'a longer period',
		'fewer-dimensions': 'one dimension fewer'
	},
	and: ' and ',
	all: (unit: string) => `All ${unit}`
};

/** What every page has around it. */
export const site = {
	shares: 'Shares',
	name: 'Murmuration',
	title: (page: string) => `${page} · Murmuration`,
	skip: 'Skip to content',
	navigation: 'Main',
	synthetic: 'Synthetic data',
	pages: { tables: 'Tables', method: 'Method', collect: 'What is collected', api: 'API' },
	colours: 'Colours:',
	themes: { auto: 'Auto', light: 'Light', dark: 'Dark' },
	operators: 'Do you run an instance? {collected}, why, and how to switch it off.',
	onThisPage: 'On this page'
};

/** How to read the numbers, below every page. */
export const guide = {
	title: 'How to read these numbers',
	number: 'A number',
	exact: (k: number) =>
		`It describes at least ${k} and is exact. Shares are made from these published numbers.`,
	rounded: (k: number, base: number) =>
		`It describes at least ${k} and is rounded to the nearest multiple of ${base}. Shares are made from these published numbers.`,
	hidden: 'Hidden',
	hiddenMeans: (k: number) =>
		`Fewer than ${k} are possible, perhaps none; or showing it would give away another number. It never says which. What is hidden is not on this server.`,
	missing: 'Missing',
	missingMeans: 'Not collected, not received or not published yet. A gap, never a zero.'
};

/** Before anything is published. */
export const nothing = {
	title: 'Nothing is published yet',
	periodOpen: {
		week: 'No week has been closed and published. A period is published once it is over and its grace time has passed.',
		month:
			'No month has been closed and published. A period is published once it is over and its grace time has passed.'
	},
	commands: 'Load heartbeats, then publish the periods that are over:',
	soon: 'This page shows the releases as soon as they are written.',
	notYet: { week: 'No week is published yet.', month: 'No month is published yet.' }
};

/** An address that leads nowhere. */
export const problem = {
	titles: {
		400: 'This address asks for something unknown',
		403: 'This page is not for everyone',
		404: 'There is no such page'
	} as Readonly<Record<number, string>>,
	otherTitle: 'Something went wrong',
	back: 'Back to the overview',
	away: {
		title: 'The server does not answer',
		detail: 'Nothing is lost. This page looks again every few seconds and comes back by itself.',
		again: 'Try again now'
	}
};

/** What the server says of such an address. */
export const problems = {
	noPage: 'There is no page of that name.',
	nothingNamed: (name: string) => `Nothing is published under the name ${name}.`,
	nothingInRange: (name: string) => `Nothing is published under the name ${name} in this range.`,
	chartNotInRange: (title: string) => `${title} is not published in this range.`,
	noPicture: (name: string) => `${name} has no picture.`,
	noBadge: (title: string) => `${title} has no badge; ask for the chart of one of its tables.`
};

/** On a badge. */
export const badge = {
	on: (share: string, label: string) => `${share} on ${label}`
};

/** What is sent of a new week. */
export const digest = {
	title: (dataset: string, period: string, days: string) => `${dataset}, ${period} (${days})`,
	synthetic: 'Made-up data, of no real fleet.',
	line: (sentence: string) => `• ${sentence}`,
	more: (address: string) => `More: ${address}`
};

/** The overview, as browsers and search engines name it. */
export const overview = {
	title: 'Murmuration: how the fleet lives',
	description:
		'Which versions a self-hosted fleet runs, on which platforms, and which features reach anybody, without showing a single instance.'
};

/** A page of charts. */
export const page = {
	freshness: (next: string) =>
		`Data through {through}, released {released}; ${next} is due from {due}.`,
	figures: 'Figures',
	since: (move: string, period: string) => `${move} since ${period}`,
	findings: 'What stands out',
	noneInRange: 'None of the charts of this page is published in this range.'
};

/** What a page can be asked. */
export const controls = {
	granularity: 'Period length',
	granularities: { week: 'Weeks', month: 'Months' },
	range: 'Range',
	lengths: {
		week: (weeks: number) => `${weeks} weeks`,
		month: (months: number) => `${months} months`
	},
	allPeriods: 'All',
	ends: { from: 'from', to: 'to' },
	show: 'Show',
	measure: 'Measure',
	measures: { share: 'Share', count: 'Count' },
	compare: 'Change',
	comparisons: { none: 'Level', previous: 'Change' },
	level: 'Version level',
	levels: { major: 'Major', minor: 'Minor', patch: 'Patch' },
	within: 'Look into one version',
	allVersions: 'All versions',
	atLeast: 'At least'
};

/** A chart with its table and links. */
export const card = {
	role: 'chart',
	failed: 'This chart could not be drawn. Its numbers are in the table below.',
	tableFollows: (title: string) => `${title}: the numbers follow as a table.`,
	numbers: 'Numbers',
	table: 'Table',
	csv: 'CSV',
	share: 'Share…',
	/** Follows the name of a link, for those who hear it. */
	of: (title: string) => ` of ${title}`,
	copyLink: 'Copy link',
	copyLinkTo: (title: string) => ` to ${title}`,
	copied: 'Copied',
	notCopied: (address: string) => `Your browser does not allow it. The address is ${address}`
};

/** The keys that a chart knows, for those who hear it and those who read it. */
export const keys = {
	overTime: 'Left and right step through periods, up and down through what is stacked in one.',
	overRows: 'Arrow keys step through rows.',
	overLines: 'Left and right step along a line, up and down lead to the next one.',
	selects: 'With shift they select periods.',
	explains: 'Enter explains what is hidden.',
	leadsToTable: 'T leads to the table.',
	hints: {
		step: 'step',
		bands: 'bands',
		rows: 'rows',
		days: 'days',
		lines: 'releases',
		select: 'select',
		hidden: 'why hidden',
		table: 'table'
	},
	names: { shift: 'Shift', enter: 'Enter' },
	selected: (periods: string) => `${periods} selected. Enter to show.`
};

/** Beside a chart. */
export const legend = {
	release: 'Release',
	half: '50%',
	most: '80%',
	days: 'Days after the release until so many ran it or something newer; in brackets what rounding and hiding leave open.',
	wouldBreak: 'Would break: older or not shown',
	folded: (count: number) =>
		`${count} smaller ones are part of “${bands.remainder}” here; the table has them all.`
};

/** Why a number is hidden, over the page or on a page of its own. */
export const story = {
	hidden: 'Hidden',
	missing: 'Missing',
	nearby: 'Numbers nearby that are shown',
	noneNearby: 'No coarser category, longer period or smaller table shows a number for it.',
	shares: 'A share is hidden where the total that it is a share of is hidden.',
	hiddenHere: (count: number) => `${count} hidden here`,
	choose: 'Choose one to see which numbers near it are shown.',
	close: 'Close',
	back: 'Back to the table'
};

/** The tables behind the charts; single ones and charts go by these names until something is published. */
export const tables = {
	detail: 'Every published table, to read, to download and to build on',
	table: 'Table',
	chart: 'Chart',
	by: (dimensions: readonly string[]) => `by ${dimensions.join(' and ')}`,
	ask: 'Choose a hidden cell to see which numbers near it are shown. Arrow keys lead from one to the next.'
};

/** The page that says how numbers are made safe, beside its prose. */
export const method = {
	detail: 'How every number is made safe, and how to check it yourself'
};

/** Where readers check a release. */
export const proofs = {
	title: 'Check it yourself',
	explanation:
		'The button fetches a release and its certificate and adds the worlds up in your own browser. The same check runs on files with {command}.',
	release: 'Release',
	cells: 'Cells',
	hidden: 'Hidden',
	worlds: 'Worlds',
	proof: 'Proof',
	allHidden: 'all',
	adding: 'adding up…',
	holds: (worlds: string, hidden: string, combinations: string) =>
		`✓ ${worlds} worlds add up; ${hidden} hidden cells and ${combinations} combinations stay open`,
	fails: (cell: string, reason: string) => `✗ ${cell} ${reason}`,
	notFetched: 'could not be fetched; try again later',
	check: 'Check',
	checkOf: (period: string) => `Check ${period}`
};

/** The page for operators, beside its prose. */
export const collect = {
	detail: 'For operators of instances: every field, what becomes of it, and how to switch it off',
	description:
		'Every field that an instance sends, why it is collected, what becomes of it, and how to switch it off.',
	fields: 'Every field',
	never: 'Never collected',
	kept: 'How long it is kept',
	optOut: 'Switch it off',
	check: 'Check a heartbeat',
	makers: 'For makers',
	send: 'For makers: send heartbeats'
};

/** Where operators check a heartbeat. */
export const checker = {
	heartbeat: 'Heartbeat as JSON',
	stays: "Checked in this page by the receiver's own rules. Nothing leaves your browser.",
	check: 'Check',
	fill: 'Fill in a sample',
	accepted: '✓ Would be accepted',
	refused: (problems: number) =>
		`✗ Would be refused: ${plural(problems, { one: '1 problem', other: `${problems} problems` })}`,
	resultHere: 'The result appears here.',
	stored: 'Stored like this, with the time of receipt as {field}:',
	storedLabel: 'Heartbeat as it is stored',
	needsScript: 'The checker runs in your browser and needs JavaScript.'
};

/** Taking a table away: its files, and the lines that load them. */
export const takeAway = {
	title: 'Use these numbers',
	files: {
		csv: 'CSV',
		excel: 'CSV for Excel',
		parquet: 'Parquet',
		json: 'JSON',
		zip: 'ZIP with the method'
	},
	hint: 'Each line loads what is shown above. An empty value is hidden or missing, never zero: OBS_STATUS says which.',
	copy: 'Copy',
	copied: 'Copied',
	copyRefused: 'Your browser does not allow it: select the line instead',
	lineFor: (tool: string) => `Line for ${tool}`,
	forTool: (tool: string) => ` the line for ${tool}`
};

/** The reference of the API. */
export const apiReference = {
	detail: 'Every address that programs can ask, with what it takes and answers',
	document: 'The same as an OpenAPI 3.1 document',
	failed: 'The reference could not be loaded. The OpenAPI document holds all of it.',
	needsScript: 'The reference needs JavaScript. The OpenAPI document holds all of it.'
};

/** A chart that was frozen when it was shared. */
export const archive = {
	frozen: (day: string) => `Frozen on ${day}; later releases do not change it.`
};

/** What a link says that does not open a chart. */
export const closedLinks = {
	unknown: 'This link opens nothing',
	unknownDetail: 'Parts of it may be missing. Copy it again, or ask whoever shared the chart.',
	other: 'This link opens something else',
	otherDetail: 'It was made for one chart with one set of parameters.',
	over: 'This chart is no longer shared',
	overDetail: 'The link has expired or was taken back. Ask whoever shared it for a new one.',
	busy: 'Too many links that open nothing',
	busyDetail: 'Wait a minute, then try again.',
	leftShut: 'this link does not leave it open',
	locked: (field: string) => `${field}: this link does not leave it open.`,
	noForm: (form: string) => `This chart has no ${form}.`,
	managedElsewhere: 'Shares are managed on the server itself',
	managedElsewhereDetail:
		'Open the dashboard on the machine that serves it, or use the command murmuration share there.'
};

/** What is said to somebody who gets no further, and around signing in. */
export const doors = {
	unknown: 'Sign in to read this',
	unknownDetail: 'These numbers are open to people who are signed in.',
	outside: 'This way in is shut',
	outsideDetail:
		'This server is reached through its proxy alone. Use the address that people know it by.',
	role: 'This is not open to you',
	roleDetail: {
		viewer: 'None of your groups may read here. Ask whoever runs this server.',
		sharer: 'Your groups may read, but not share charts. Ask whoever runs this server.',
		steward: 'This is for the stewards of this server.'
	},
	foreign: 'This was sent by another site',
	foreignDetail: 'Only pages of this site may change something here.',
	unlisted: 'This address is shut',
	unlistedDetail: 'Nobody has said who may use it.',
	address: 'This is not open to you',
	addressDetail: 'It is read from listed addresses only.',
	busy: 'Too many sign-ins',
	busyDetail: 'Wait a minute, then try again.',
	away: 'The sign-in does not answer',
	awayDetail:
		'The provider at which people sign in can’t be reached. Nothing is lost; try again later.',
	denied: 'You are not signed in',
	deniedDetail: 'The provider at which people sign in has not let you in, or you went back.',
	failed: 'The sign-in did not work',
	failedDetail: 'It may have taken too long, or was begun in another window. Try again.',
	ended: 'You are signed out',
	endedDetail: 'At the provider, and elsewhere, you may still be signed in.',
	endThere: 'Sign out there as well',
	signIn: 'Sign in',
	again: 'Try again',
	signedInAs: (name: string) => `Signed in as ${name}`,
	signOut: 'Sign out',
	strip: 'Your sign-in'
};

/** The page of all shares. */
export const shares = {
	detail: 'Links that open one chart to anyone who has them, and nothing else',
	none: 'No chart is shared',
	noneDetail: 'Make a link from the chart itself, or on the command line:',
	ended: 'Expired or revoked',
	kinds: { live: 'Live', archived: 'Archived' },
	kindMeans: {
		live: 'follows new releases where its range does',
		archived: 'frozen as it was'
	},
	until: (day: string) => `until ${day}`,
	expired: (day: string) => `expired ${day}`,
	revoked: (day: string) => `revoked ${day}`,
	made: (day: string) => `made ${day}`,
	newest: 'the newest periods',
	from: (period: string) => `from ${period} on`,
	to: (period: string) => `up to ${period}`,
	range: (from: string, to: string) => `${from} to ${to}`,
	page: 'Page',
	preview: 'Preview',
	revoke: 'Revoke',
	revokeQuestion: 'Revoke this link?',
	revokeMeans: 'It stops with the next request, wherever it stands, and can’t be opened again.',
	keep: 'Keep it'
};

/** The Share dialog. */
export const share = {
	title: 'Share',
	close: 'Close',
	target: 'Where it goes',
	range: 'Range',
	live: 'Follow new releases',
	fixed: (range: string) => `Only ${range}`,
	theme: 'Theme',
	themes: { auto: 'As its reader has it', light: 'Light', dark: 'Dark' },
	parts: 'Show',
	hasTitle: 'Title',
	hasLegend: 'Legend',
	copy: 'Copy',
	copied: 'Copied',
	notCopied: 'Your browser does not allow it: select the text instead.',
	snippet: 'To paste',
	snippetParts: {
		'widget-page': (chart: string) => `Page “Widget:Murmuration ${chart}”`,
		'widget-use': () => 'Where the chart shall be'
	},
	preview: 'Preview',
	framing: 'May your wiki show it?',
	wiki: 'Address of your wiki',
	allowed: (origin: string) => `Yes: ${origin} may show charts of this server.`,
	refused: (origin: string) =>
		`Not yet: browsers refuse it at ${origin}. Whoever runs this server has to set`,
	noOrigin: 'Type an address like https://wiki.example.org.',
	everyone: (setting: string) => `Allowed now: ${setting}`,
	nobody: 'Allowed now: nobody',
	example: 'https://wiki.example.org',
	setting: (value: string) => `MURMURATION_FRAME_ANCESTORS="${value}"`
};

/** Links of the Share dialog that open one chart to whoever has them. */
export const openLinks = {
	title: 'Share with a link that works without sign-in',
	kind: 'What it opens',
	kinds: {
		live: 'This chart, drawn anew each time',
		archived: 'A copy of today, which never changes'
	},
	lasts: 'How long',
	days: { 7: 'A week', 30: '30 days', 90: '90 days', 365: 'A year' },
	label: 'What it is for (optional)',
	who: 'Who can see it',
	anyone: 'Anyone with the link, and whoever they pass it on to.',
	what: 'What they see',
	follows: (from: string, to: string) => `${from} to ${to}, and new releases as they come.`,
	stays: (from: string, to: string) => `${from} to ${to}, and nothing later.`,
	hidden: (hidden: string, all: string, share: string, k: string) =>
		`${hidden} of ${all} numbers (${share}) stay hidden, as fewer than ${k} are possible or they protect another one.`,
	noneHidden: 'None of its numbers is hidden.',
	looking: 'Looking at what it would open…',
	make: 'Make the link',
	made: (day: string) => `Made. It works until ${day}, unless it is revoked before.`,
	link: 'Link',
	all: 'See and revoke all links',
	away: 'The server did not answer. Try again.',
	failed: 'The server could not do that. Try again later.'
};

/** Names of the places a chart can go to. */
export const shareTargets = {
	'confluence-cloud': 'Confluence Cloud',
	'confluence-data-center': 'Confluence Data Center',
	notion: 'Notion',
	'mediawiki-widget': 'MediaWiki, as a frame',
	'mediawiki-image': 'MediaWiki, as a picture',
	gitlab: 'GitLab',
	github: 'GitHub',
	bookstack: 'BookStack',
	outline: 'Outline',
	'wiki-js': 'Wiki.js',
	html: 'Any HTML page'
};

/** What to do there, and what its administrator must allow first. */
export const shareNotes = {
	'confluence-cloud': (_: string, height: number) =>
		`Type /iframe, paste the address and set the height to ${height}. The macro keeps that height. Your origin is https://your-site.atlassian.net.`,
	'confluence-data-center': () =>
		'Paste into an HTML macro. Needs the app “Confluence HTML Macros”, which an administrator has to enable, or a user macro. The script sets the height and follows dark mode.',
	notion: () =>
		'Type /embed and paste the address. Notion must reach this server from the internet; the frame keeps the height you drag it to.',
	'mediawiki-widget': () =>
		'Needs the extension Widgets, whose pages only editors with the right to do so can write. The script sets the height.',
	'mediawiki-image': (origin: string) =>
		`Paste the bare address. Needs $wgAllowExternalImagesFrom = [ '${origin}/' ]; in LocalSettings.php.`,
	gitlab: () =>
		'Paste into Markdown. GitLab must reach this server if it loads pictures through its asset proxy. Where it drops the dark variant, the light one stays.',
	github: () =>
		'Paste into Markdown. GitHub loads pictures through its own proxy, so it must reach this server from the internet.',
	bookstack: (origin: string) =>
		`Paste in the source code editor. Needs ${origin} in ALLOWED_IFRAME_SOURCES of BookStack’s .env. The height stays as it is.`,
	outline: () =>
		'Paste into a document. Outline frames only services that it knows, so the chart goes in as a picture.',
	'wiki-js': () =>
		'Paste into Markdown or HTML. Needs “Allow iframes” under Administration, Rendering, HTML, Security. The height stays as it is.',
	html: () => 'Paste anywhere in the page. The script sets the height and follows dark mode.'
};

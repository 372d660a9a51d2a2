/** Words of names for runs and logged models that were given none: adjective-noun-number, 20 characters at most. */
const ADJECTIVES =
  'able agile amber ample apt bald beige bold brave bright brisk calm clean clear clever cool coral crisp dapper deep eager early easy fair famous fast fine firm fond free fresh gentle glad golden grand great handy happy hazy jolly keen kind late lean light lively lucky mellow merry mild modest neat nimble noble open pale plain polite proud quick quiet rare ready regal rich ripe royal rustic serene sharp shiny silent sleek smart snug soft solid spry stable steady still sunny swift tidy true upbeat vast vivid warm wise witty young zesty'.split(
    ' ',
  );
const NOUNS =
  'ant auk bass bat bear bee bird boar bug carp cat clam cod colt cow crab crane crow cub deer doe dog dove duck eel elk emu ewe fawn finch fish flea fly foal fowl fox frog gnat gnu goat goose grouse gull hare hawk hen heron hog horse hound ibis jay kite koi lamb lark lion loon lynx mare mink mole moose moth mouse mule newt orca owl ox panda perch pig pony pug quail ram rat raven ray robin rook seal shad shark sheep shrew shrike skink skunk sloth slug smelt snail snipe sow squid stag steed stork swan toad trout tuna vole wasp whale wolf worm wren yak zebra'.split(
    ' ',
  );

/** A name such as `calm-heron-417`. */
export function randomName(random: (below: number) => number): string {
  const pick = (words: readonly string[]) => words[random(words.length)] ?? '';
  return `${pick(ADJECTIVES)}-${pick(NOUNS)}-${random(1001)}`;
}

import type { Token, Tokens } from 'marked';
import { lexer } from 'marked';
import type { ComponentChildren } from 'preact';
import { safeHref } from '../frame/safe-href.ts';

/**
 * A text written in Markdown, as elements: headings, paragraphs, lists, links, emphasis. HTML inside it is shown as
 * text, so that a text never brings markup of its own. Headings start at `level`.
 */
export function Prose({ markdown, level = 2 }: { markdown: string; level?: 1 | 2 | 3 }) {
  return <div class="prose">{blocks(lexer(markdown), level)}</div>;
}

function blocks(tokens: readonly Token[], level: number): ComponentChildren[] {
  return tokens.map((token, index) => <Block key={index} token={token} level={level} />);
}

function Block({ token, level }: { token: Token; level: number }) {
  switch (token.type) {
    case 'heading': {
      const Heading = `h${Math.min(6, (token as Tokens.Heading).depth + level - 1)}` as 'h2';
      return <Heading>{inline((token as Tokens.Heading).tokens)}</Heading>;
    }
    case 'paragraph':
      return <p>{inline((token as Tokens.Paragraph).tokens)}</p>;
    case 'list': {
      const { ordered, items } = token as Tokens.List;
      const List = ordered ? 'ol' : 'ul';
      return (
        <List>
          {items.map((item, index) => (
            <li key={index}>{blocks(item.tokens, level)}</li>
          ))}
        </List>
      );
    }
    case 'text':
      return <>{inline((token as Tokens.Text).tokens ?? [token])}</>;
    case 'blockquote':
      return <blockquote>{blocks((token as Tokens.Blockquote).tokens, level)}</blockquote>;
    case 'space':
      return null;
    default:
      return <p>{token.raw}</p>;
  }
}

function inline(tokens: readonly Token[] | undefined): ComponentChildren[] {
  return (tokens ?? []).map((token, index) => <Inline key={index} token={token} />);
}

function Inline({ token }: { token: Token }) {
  switch (token.type) {
    case 'strong':
      return <strong>{inline((token as Tokens.Strong).tokens)}</strong>;
    case 'em':
      return <em>{inline((token as Tokens.Em).tokens)}</em>;
    case 'link':
      return <a href={safeHref((token as Tokens.Link).href)}>{inline((token as Tokens.Link).tokens)}</a>;
    case 'br':
      return <br />;
    case 'codespan':
      return <code>{(token as Tokens.Codespan).text}</code>;
    case 'text':
    case 'escape':
      return <>{(token as Tokens.Text).text}</>;
    default:
      return <>{token.raw}</>;
  }
}

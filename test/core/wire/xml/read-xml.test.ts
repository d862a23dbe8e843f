import { describe, expect, it } from 'vitest';
import { escapeXml } from '../../../../core/wire/xml/element.ts';
import { readXml, XmlError } from '../../../../core/wire/xml/read-xml.ts';

const leaf = (name: string, text: string) => ({ name, text, children: [] });

describe('XML that a client sends', () => {
  it('is read as elements and text', () => {
    const text = `<?xml version="1.0" encoding="UTF-8"?>
      <!-- a comment with <markup> -->
      <ns:Delete xmlns:ns='http://s3.amazonaws.com/doc/2006-03-01/' other="a > b"><Object><Key>a &lt;b&gt; &amp; &#228;&#xE4;</Key></Object
      ><Quiet/><Key><![CDATA[<raw> & ]]>end</Key></ns:Delete >
    `;
    expect(readXml(text)).toEqual({
      name: 'Delete',
      text: '',
      children: [
        { name: 'Object', text: '', children: [leaf('Key', 'a <b> & ää')] },
        leaf('Quiet', ''),
        leaf('Key', '<raw> & end'),
      ],
    });
  });

  it('is read again as it was written', () => {
    const text = 'a <b> & "c" \'d\' \u{1f511}';
    expect(readXml(`\ufeff<x>${escapeXml(text)}</x>`).text).toBe(text);
  });

  it.each([
    ['nothing', ''],
    ['text alone', 'hello'],
    ['text behind the document', '<a/>b'],
    ['an open element', '<a><b></b>'],
    ['elements crossed over', '<a><b></a></b>'],
    ['two roots', '<a/><b/>'],
    ['an end without a beginning', '</a>'],
    ['half a tag', '<a><b'],
    ['an attribute without quotes', '<a b=c/>'],
    ['a document type', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
    ['an entity of its own', '<a>&x;</a>'],
    ['an entity without an end', '<a>&amp</a>'],
    ['a bare ampersand', '<a>a & b</a>'],
    ['a character that there is not', '<a>&#x110000;</a>'],
    ['a comment without an end', '<a><!-- </a>'],
    ['elements too deep', '<a>'.repeat(40) + '</a>'.repeat(40)],
  ])('is refused with %s', (_, text) => {
    expect(() => readXml(text)).toThrow(XmlError);
  });

  it('takes time in proportion to its length', () => {
    const long = `<a>${'<b>text &amp; more</b>'.repeat(20_000)}</a>`;
    expect(readXml(long).children).toHaveLength(20_000);
    expect(() => readXml(`<a ${'b="c" '.repeat(20_000)}`)).toThrow(XmlError);
    expect(() => readXml(`<a>${'&'.repeat(100_000)}</a>`)).toThrow(XmlError);
  });
});

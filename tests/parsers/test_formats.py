"""What Word, Writer, Excel and mail programs keep of a letter besides its words: tabs, wide blanks, page headers, marks of
review, controls, merged cells. The same data must be read whatever the file."""

import io
import random

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from odf import opendocument, style
from odf import table as odf_table
from odf import text as odf_text
from odf.draw import CustomShape, Frame, TextBox

from parsers.files.documents import open_document
from parsers.files.flow import text_page
from parsers.forms.unstacked import unstacked
from parsers.mail.bartables import unbarred
from parsers.mail.htmltext import html_to_text
from parsers.mail.starred import unstarred
from parsers.pages.linedup import lined_up
from tests.parsers.letters import datos, leida
from tests.parsers.test_several_in_a_line import SPELLINGS
from tests.parsers.test_tables import FIELDS, GROUPS, PEOPLE, ROLES

Lines = list[str]


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_docx(lines: Lines):
    document = docx.Document()
    for line in lines:
        paragraph = document.add_paragraph()
        for at, piece in enumerate(line.split("\t")):
            if at:
                paragraph.add_run().add_tab()
            paragraph.add_run(piece)
    return open_document("a.docx", saved(document)).pages[0]


def as_odt(lines: Lines):
    document = opendocument.OpenDocumentText()
    for line in lines:
        paragraph = odf_text.P()
        for at, piece in enumerate(line.split("\t")):
            if at:
                paragraph.addElement(odf_text.Tab())
            for number, word in enumerate(piece.split(" ")):
                if number:
                    paragraph.addElement(odf_text.S(c=1))
                paragraph.addText(word)
        document.text.addElement(paragraph)
    return open_document("a.odt", saved(document)).pages[0]


def as_txt(lines: Lines):
    return open_document("a.txt", "\r\n".join(lines).encode()).pages[0]


def as_mail(lines: Lines):
    return text_page("\n".join(lined_up(unbarred("\n".join(lines)).split("\n"))))


def as_outlook(lines: Lines):
    tab = "<span style='mso-tab-count:2'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span>"
    return as_mail(html_to_text("".join(f"<p>{line.replace(chr(9), tab)}</p>" for line in lines)).split("\n"))


def as_apple(lines: Lines):
    tab = '<span class="Apple-tab-span" style="white-space:pre">\t</span>'
    return as_mail(html_to_text("".join(f"<div>{line.replace(chr(9), tab)}</div>" for line in lines)).split("\n"))


def _apart(cells, chance: random.Random) -> str:
    return "\t".join(cells)


def _steps(cells, chance: random.Random) -> str:
    return "".join(cell + "\t" * chance.randint(1, 3) for cell in cells[:-1]) + cells[-1]


def _bars(cells, chance: random.Random) -> str:
    return " | ".join(cells)


def _blanks(cells, chance: random.Random) -> str:
    return "".join(cell + " " * chance.randint(4, 9) for cell in cells[:-1]) + cells[-1]


KEPT = [(as_docx, _apart), (as_docx, _steps), (as_docx, _blanks), (as_odt, _apart), (as_odt, _steps), (as_odt, _blanks),
        (as_txt, _apart), (as_txt, _blanks), (as_txt, _bars), (as_mail, _apart), (as_mail, _steps), (as_mail, _bars),
        (as_mail, _blanks), (as_outlook, _apart), (as_apple, _apart)]  # fmt: skip


@pytest.mark.parametrize(("container", "parted"), KEPT)
@pytest.mark.parametrize("group", GROUPS)
def test_fields_that_a_line_sets_apart_are_columns(container, parted, group):
    chance = random.Random(f"{container.__name__}{parted.__name__}{group}")
    for _ in range(3):
        order = chance.sample(range(len(FIELDS)), len(FIELDS))
        labels = [chance.choice(SPELLINGS)[at] for at in order]
        people = {chance.choice(ROLES[role]): [PEOPLE[role][at] for at in order] for role in group}
        down = [("Dato", *people), *zip(labels, *people.values(), strict=True)]
        listed = [
            row
            for role, values in people.items()
            for row in ((f"Datos: {role}",), *zip(labels, values, strict=True), ("",))
        ]
        for rows in (down, listed):
            lines = ["Remito los datos:", *(parted(row, chance) for row in rows)]
            bound = leida(container(lines))
            for role in PEOPLE:
                truth = dict(zip(FIELDS, PEOPLE[role], strict=True)) if role in group else {}
                assert datos(bound, role) == truth, "\n".join(lines)


@pytest.mark.parametrize("mark", ["·", "•", "-", "*", "o", "1.", "a)", "§"])
@pytest.mark.parametrize("gap", ["\t", "        ", "   "])
def test_the_mark_of_an_item_is_no_column(mark, gap):
    data = [f"{mark}{gap}{label}: {value}" for label, value in zip(SPELLINGS[0], PEOPLE["aiq"], strict=True)]
    lines = ["AIQ entrante:", *(part for line in data for part in (line, ""))]
    assert datos(leida(as_mail(lines))) == dict(zip(FIELDS, PEOPLE["aiq"], strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "Nombre    Cédula    Cargo\nAna                 Jefa\n          171       Técnica",
        "1    Ana    171\n2    Luis   091",
    ],
)
def test_what_is_in_line_stays_as_it_is(text):
    assert lined_up(text.split("\n")) == text.split("\n")


UNSEEN = {
    "borrado": '<w:del {ns} w:id="1" w:author="a"><w:r><w:delText>0912345675</w:delText></w:r></w:del>',
    "movido": '<w:moveFrom {ns} w:id="1" w:author="a"><w:r><w:t>0912345675</w:t></w:r></w:moveFrom>',
    "oculto": "<w:r {ns}><w:rPr><w:vanish/></w:rPr><w:t>0912345675</w:t></w:r>",
    "indicación": "<w:sdt {ns}><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>0912345675</w:t></w:r>"
    "</w:sdtContent></w:sdt>",
    "campo": "<w:r {ns}><w:instrText> FORMTEXT 0912345675 </w:instrText></w:r>",
}


def texts(page):
    return " ".join(word.text for word in page.words)


@pytest.mark.parametrize("kind", UNSEEN)
def test_what_word_does_not_show_is_not_read(kind):
    document = docx.Document()
    piece = UNSEEN[kind].format(ns=nsdecls("w"))
    document.add_paragraph("Cédula: ")._p.append(parse_xml(piece))
    document.add_table(1, 1).cell(0, 0).paragraphs[0]._p.append(parse_xml(piece))
    assert texts(open_document("a.docx", saved(document)).pages[0]) == "Cédula:"


def test_a_deleted_row_of_a_table_is_gone():
    document = docx.Document()
    table = document.add_table(2, 1)
    table.cell(0, 0).text, table.cell(1, 0).text = "queda", "borrada"
    mark = parse_xml(f'<w:del {nsdecls("w")} w:id="1" w:author="a"/>')
    table.rows[1]._tr.get_or_add_trPr().append(mark)
    assert texts(open_document("a.docx", saved(document)).pages[0]) == "queda"


@pytest.mark.parametrize(
    ("piece", "read"),
    [
        ('<w:sym w:font="Wingdings" w:char="F0FE"/>', "☑"),
        ('<w:sym w:font="Wingdings" w:char="F0A8"/>', "☐"),
        ('<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>'
         "</w:ffData></w:fldChar>", "☒"),
        ('<w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Saliente"/>'
         '<w:listEntry w:val="Entrante"/></w:ddList></w:ffData></w:fldChar>', "Entrante"),
    ],
)  # fmt: skip
def test_what_is_ticked_or_chosen_in_a_word_form_is_text(piece, read):
    document = docx.Document()
    document.add_paragraph()._p.append(parse_xml(f"<w:r {nsdecls('w')}>{piece}</w:r>"))
    assert texts(open_document("a.docx", saved(document)).pages[0]) == read


def test_the_header_that_a_first_page_has_for_itself_is_read_first():
    document = docx.Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Oficio Nro. 12"
    section.header.paragraphs[0].text = "Continúa"
    document.add_paragraph("Quito")
    assert texts(open_document("a.docx", saved(document)).pages[0]) == "Oficio Nro. 12 Continúa Quito"


def writer_page(*headers):
    document = opendocument.OpenDocumentText()
    layout = style.PageLayout(name="hoja")
    document.automaticstyles.addElement(layout)
    page = style.MasterPage(name="Standard", pagelayoutname=layout)
    document.masterstyles.addElement(page)
    for header, words in headers:
        header.addElement(odf_text.P(text=words))
        page.addElement(header)
    return document


def test_a_writer_file_s_page_header_is_read_and_its_footer_is_not():
    document = writer_page((style.Header(), "Oficio Nro. 12"), (style.Footer(), "Telf. 022999999"))
    document.text.addElement(odf_text.P(text="Quito"))
    assert texts(open_document("a.odt", saved(document)).pages[0]) == "Oficio Nro. 12 Quito"


def test_what_a_writer_cell_covers_below_is_an_empty_cell():
    document = opendocument.OpenDocumentText()
    table = odf_table.Table()
    for at, (label, value) in enumerate(zip(SPELLINGS[0], PEOPLE["aiq"], strict=True)):
        row = odf_table.TableRow()
        first = odf_table.CoveredTableCell() if at else odf_table.TableCell(numberrowsspanned=len(FIELDS))
        row.addElement(first)
        for words in (label, value):
            cell = odf_table.TableCell()
            cell.addElement(odf_text.P(text=words))
            row.addElement(cell)
        if not at:
            first.addElement(odf_text.P(text="Nuevo AIQ"))
        table.addElement(row)
    document.text.addElement(table)
    page = open_document("a.odt", saved(document)).pages[0]
    lefts = {word.text: word.box[0] for word in page.words}
    assert lefts["Nombres"] == lefts["Cédula"] > lefts["Nuevo"]
    assert datos(leida(page)) == dict(zip(FIELDS, PEOPLE["aiq"], strict=True))


@pytest.mark.parametrize("box", ["marco", "forma"])
def test_the_lines_of_a_writer_frame_are_lines(box):
    document = opendocument.OpenDocumentText()
    paragraph = odf_text.P()
    document.text.addElement(paragraph)
    holder = CustomShape() if box == "forma" else TextBox()
    if box == "marco":
        frame = Frame()
        frame.addElement(holder)
        paragraph.addElement(frame)
    else:
        paragraph.addElement(holder)
    for words in ("Oficio Nro. 12", "Quito"):
        holder.addElement(odf_text.P(text=words))
    assert texts(open_document("a.odt", saved(document)).pages[0]) == "Oficio Nro. 12 Quito"


def test_a_sheet_is_headed_by_its_name_where_that_says_whose_data_it_holds():
    book = openpyxl.Workbook()
    book.active.title = "AIQ saliente"
    for sheet, role in ((book.active, "aiq_saliente"), (book.create_sheet("AIQ entrante"), "aiq")):
        for row in zip(SPELLINGS[0], PEOPLE[role], strict=True):
            sheet.append(row)
    pages = open_document("a.xlsx", saved(book)).pages
    bound = leida(*pages)
    for role in ("aiq", "aiq_saliente"):
        assert datos(bound, role) == dict(zip(FIELDS, PEOPLE[role], strict=True))


def test_a_sheet_s_title_is_not_the_first_column_s():
    book = openpyxl.Workbook()
    book.active.append(("DATOS PARA EL CAMBIO DE ADMINISTRADOR INSTITUCIONAL QUIPUX",))
    for role, title in (("aiq", "Nuevo AIQ"), ("aiq_backup", "AIQ backup")):
        for at, (label, value) in enumerate(zip(SPELLINGS[2], PEOPLE[role], strict=True)):
            book.active.append(("" if at else title, label, value))
    bound = leida(*open_document("a.xlsx", saved(book)).pages)
    for role in ("aiq", "aiq_backup"):
        assert datos(bound, role) == dict(zip(FIELDS, PEOPLE[role], strict=True))


@pytest.mark.parametrize("title", ["AIQ", ""])
def test_a_column_of_roles_needs_no_heading(title):
    rows = [(title, "Nombres y apellidos", "Cédula", "Cargo"), ("Administrador anterior", "Luis Paz Vera", "0912345675",
            "Jefe de Sistemas"), ("AIQ entrante", "Ana Mena Cruz", "1712345675", "Analista")]  # fmt: skip
    bound = leida("\n".join("".join(cell.ljust(28) for cell in row) for row in rows))
    assert datos(bound)["nombres_apellidos"] == "Ana Mena Cruz"
    assert datos(bound, "aiq_saliente")["nombres_apellidos"] == "Luis Paz Vera"


def test_a_heading_right_below_a_number_begins_the_next_person():
    bound = leida("""DATOS DEL AIQ SALIENTE
Apellidos y nombres    Luis Paz Vera
C.I.                   0912345675
DATOS DEL AIQ ENTRANTE
Apellidos y nombres    Ana Mena Cruz
C.I.                   1712345675""")
    assert (datos(bound)["cedula"], datos(bound, "aiq_saliente")["cedula"]) == ("1712345675", "0912345675")


@pytest.mark.parametrize(
    "inner", ["{}", "<p>{}</p>", "<p class=MsoListParagraph>{}</p>", "<div>{}</div>", "\n<span>{}</span>\n"]
)
@pytest.mark.parametrize(("kind", "mark"), [("ul", "- {}"), ("ol", "{n}. {}")])
def test_the_mark_of_an_html_item_stands_before_its_text(inner, kind, mark):
    items = ["Cédula: 171", "Cargo: Jefa"]
    markup = f"<{kind}>{''.join(f'<li>{inner.format(item)}</li>' for item in items)}</{kind}><p>Saludos</p>"
    written = [line for line in html_to_text(markup).split("\n") if line]
    assert written == [*(mark.format(item, n=n) for n, item in enumerate(items, 1)), "Saludos"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("*DATOS DEL AIQ ENTRANTE*", "DATOS DEL AIQ ENTRANTE"),
        ("*Nombres:* Ana Paz\n*Cédula:* 171", "Nombres: Ana Paz\nCédula: 171"),
        ("(*AIQ de\nrespaldo*)", "(AIQ de\nrespaldo)"),
        ("* Cédula: 171\n* Cargo: Jefa *", "* Cédula: 171\n* Cargo: Jefa *"),
        ("Celular (*): 099", "Celular (*): 099"),
        ("2*3*4 y ****", "2*3*4 y ****"),
    ],
)
def test_asterisks_around_bold_words_are_no_part_of_them(text, read):
    assert unstarred(text) == read


def _cell_by_cell(rows: list[tuple[str, ...]], gap: str) -> str:
    return gap.join(cell for row in rows for cell in row if cell)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("corner", [("Rol",), ("N°", "Rol"), ("",)])
@pytest.mark.parametrize("group", GROUPS)
def test_a_table_with_a_cell_a_line_is_read_in_rows(gap, corner, group):
    chance = random.Random(f"{gap}{corner}{group}")
    for _ in range(4):
        order = chance.sample(range(len(FIELDS)), len(FIELDS))
        labels = [chance.choice(SPELLINGS)[at] for at in order]
        people = {chance.choice(ROLES[role][:3]): [PEOPLE[role][at] for at in order] for role in group}
        numbers = [(str(at),) if len(corner) > 1 else () for at in range(1, 4)]
        rows = [
            (*corner, *labels),
            *((*n, role, *values) for n, (role, values) in zip(numbers, people.items(), strict=False)),
        ]
        columns = [(corner[-1] or "Dato", *people), *zip(labels, *people.values(), strict=True)]
        for table in (rows, columns):
            text = f"Remito los datos:\n\n{_cell_by_cell(table, gap)}\n\nSaludos"
            bound = leida("\n".join(unstacked(text.split("\n"))))
            for role in PEOPLE:
                truth = dict(zip(FIELDS, PEOPLE[role], strict=True)) if role in group else {}
                assert datos(bound, role) == truth, text


@pytest.mark.parametrize(
    "text",
    [
        "Nombres y apellidos\nCédula\nCargo\nCorreo electrónico",
        "Nombres y apellidos:\nCédula:\nCargo:\nAna Paz\n1712345675\nJefa",
        "Cédula\n1712345675\nCargo\nJefa\nCelular\n0991234567",
    ],
)
def test_labels_one_below_the_other_are_no_table_without_its_values(text):
    assert unstacked(text.split("\n")) == text.split("\n")

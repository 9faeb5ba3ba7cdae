"""Word, Writer, Excel, Calc and CSV files are pages of words like any other letter."""

import io
import zipfile

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from odf import opendocument
from odf import table as odf_table
from odf import text as odf_text
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.worksheet.table import Table

from parsers.bounds.documentlimits import DocumentLimits
from parsers.files.documents import open_document
from tests.hostile.offices import odf

ROW = ("María José Argüello Peña", "0912345675", "maria.arguello.de.la.torre@ministerio-publico.gob.ec")


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_file(change=lambda document: None):
    document = docx.Document()
    document.add_paragraph("Oficio Nro. MSP-DE-2026-0123-O")
    table = document.add_table(rows=2, cols=3)
    for column, (head, value) in enumerate(zip(("Nombres", "Cédula", "Correo institucional"), ROW, strict=True)):
        table.cell(0, column).text = head
        table.cell(1, column).text = value
    change(document)
    return saved(document)


def sheet_file(*rows, form="General"):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for row in book.active.iter_rows():
        for cell in row:
            cell.number_format = form
    return saved(book)


def texts(document):
    return [word.text for page in document.pages for word in page.words]


def test_a_word_file_is_paragraphs_and_a_drawn_table():
    document = open_document("oficio.docx", word_file())
    page = document.pages[0]
    assert document.kind == "docx" and texts(document)[:3] == ["Oficio", "Nro.", "MSP-DE-2026-0123-O"]
    assert len([rule for rule in page.rules if rule[1] == rule[3]]) == 3
    (mail,) = [word for word in page.words if "@" in word.text]
    assert mail.text == ROW[2] and mail.box[2] < page.width


def test_a_value_lies_under_its_heading():
    words = {word.text: word.box for word in open_document("oficio.docx", word_file()).pages[0].words}
    assert words["Cédula"][0] == words["0912345675"][0] and words["Cédula"][3] < words["0912345675"][1]


def test_deleted_text_is_gone_and_inserted_text_is_there():
    def change(document):
        for mark, piece, text in (("del", "delText", "1700000000"), ("ins", "t", "1712345675")):
            run = f"<w:r><w:{piece}>{text}</w:{piece}></w:r>"
            xml = f'<w:{mark} {nsdecls("w")} w:id="1" w:author="a">{run}</w:{mark}>'
            document.paragraphs[0]._p.append(parse_xml(xml))

    found = texts(open_document("oficio.docx", word_file(change)))
    assert any("1712345675" in text for text in found) and not any("1700000000" in text for text in found)


_SHADED = '<w:pPr><w:shd w:val="clear" w:fill="1F3864"/></w:pPr>'


@pytest.mark.parametrize(
    ("look", "around", "seen"),
    [
        ("<w:vanish/>", "", False), ('<w:vanish w:val="0"/>', "", True), ('<w:sz w:val="2"/>', "", False),
        ('<w:color w:val="FFFFFF"/>', "", False), ('<w:color w:val="FEFEFE"/>', "", False),
        ('<w:color w:val="FFFFFF"/>', _SHADED, True), ('<w:color w:val="FFFFFF"/><w:highlight w:val="blue"/>', "", True),
        ('<w:color w:val="FF0000"/>', "", True), ('<w:sz w:val="18"/>', "", True),
    ],
)  # fmt: skip
def test_text_that_nobody_sees_is_not_in_the_letter(look, around, seen):
    def change(document):
        run = f"<w:r><w:rPr>{look}</w:rPr><w:t>1712345675</w:t></w:r>"
        document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{around}{run}</w:p>"))

    assert ("1712345675" in texts(open_document("oficio.docx", word_file(change)))) is seen


def _hide_row(sheet):
    sheet.row_dimensions[2].hidden = True


def _flatten_row(sheet):
    sheet.row_dimensions[2].height = 0.5


def _hide_column(sheet):
    sheet.column_dimensions["B"].hidden = True


def _narrow_column(sheet):
    sheet.column_dimensions["B"].width = 0.1


def _font(**look):
    def change(sheet):
        sheet["B2"].font = Font(**look)

    return change


def _on_blue(sheet):
    sheet["B2"].font = Font(color="FFFFFFFF")
    sheet["B2"].fill = PatternFill("solid", fgColor="FF1F3864")


def _in_a_table(sheet):
    sheet["B2"].font = Font(color="FFFFFFFF")
    sheet.add_table(Table(displayName="Datos", ref="A1:B2"))


def _show_nothing(sheet):
    sheet["B2"].number_format = ";;;"


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        (_hide_row, False), (_flatten_row, False), (_hide_column, False), (_narrow_column, False), (_show_nothing, False),
        (_font(color="FFFFFFFF"), False), (_font(color="00FEFEFE"), False), (_font(color=Color(theme=0)), False),
        (_font(sz=1), False), (_on_blue, True), (_in_a_table, True), (_font(color="FFFF0000"), True),
        (lambda sheet: None, True),
    ],
)  # fmt: skip
def test_what_nobody_sees_in_a_sheet_is_not_read(change, seen):
    book = openpyxl.Workbook()
    for row in (("Dato", "Valor"), ("Cédula", "1712345675"), ("Cargo", "Analista")):
        book.active.append(row)
    change(book.active)
    found = texts(open_document("datos.xlsx", saved(book)))
    assert ("1712345675" in found, "Cargo" in found) == (seen, True)


def test_the_footer_of_a_word_file_is_not_read():
    def change(document):
        document.sections[0].header.paragraphs[0].text = "Ministerio"
        document.sections[0].footer.paragraphs[0].text = "Telf. 022999999"

    found = texts(open_document("oficio.docx", word_file(change)))
    assert found[0] == "Ministerio" and "022999999" not in found


def test_a_writer_file_is_read_like_a_word_file():
    document = opendocument.OpenDocumentText()
    document.text.addElement(odf_text.P(text="Oficio Nro. 12"))
    table = odf_table.Table()
    for cells in (("Cédula", "Cargo"), ("0912345675", "Analista de Redes")):
        row = odf_table.TableRow()
        for cell in cells:
            holder = odf_table.TableCell()
            holder.addElement(odf_text.P(text=cell))
            row.addElement(holder)
        table.addElement(row)
    document.text.addElement(table)
    opened = open_document("oficio.odt", saved(document))
    assert texts(opened) == ["Oficio", "Nro.", "12", "Cédula", "Cargo", "0912345675", "Analista", "de", "Redes"]


def test_numbers_of_a_sheet_are_written_as_the_sheet_shows_them():
    document = open_document("aiq.xlsx", sheet_file(("Cédula", 912345675), ("Celular", 991234567.0), form="0000000000"))
    assert document.cells[0][1] == (("Cédula", "0912345675"), ("Celular", "0991234567"))
    assert texts(document) == ["Cédula", "0912345675", "Celular", "0991234567"]


def test_a_number_without_its_zero_stays_without_it():
    assert open_document("aiq.xlsx", sheet_file(("Cédula", 912345675.0))).cells[0][1] == (("Cédula", "912345675"),)


def test_empty_rows_and_columns_at_the_end_of_a_sheet_are_cut():
    document = open_document("aiq.xlsx", sheet_file(("a", None, "b", None), (None,), (None, None)))
    assert document.cells[0][1] == (("a", "", "b"),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_csv_is_read_in_any_usual_form(encoding, separator):
    data = f"Cargo{separator}Dirección{separator}Cédula\r\nJefe{separator}Peña{separator}0912345675\r\n".encode(encoding)
    document = open_document("datos.csv", data)
    assert document.cells[0][1] == (("Cargo", "Dirección", "Cédula"), ("Jefe", "Peña", "0912345675"))


def test_a_damaged_package_is_told_to_the_sender():
    (problem,) = open_document("oficio.docx", word_file()[:-400]).problems
    assert problem.codigo == "invalido" and "dañado" in problem.mensaje


def test_a_package_that_declares_entities_is_not_read():
    out = io.BytesIO(word_file())
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("word/more.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    assert open_document("oficio.docx", out.getvalue()).problems[0].codigo == "invalido"


def test_a_package_that_swells_is_not_read():
    out = io.BytesIO(word_file())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/a.bin", bytes(3_000_000))
    problem = open_document("oficio.docx", out.getvalue(), limits=DocumentLimits(unpacked=1_000_000)).problems[0]
    assert "anormal" in problem.mensaje


@pytest.mark.parametrize(("name", "head"), [("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), ("a.rtf", b"{\\rtf1 hola}")])
def test_old_formats_are_sent_back_with_the_reason(name, head):
    assert "formato antiguo" in open_document(name, head + bytes(100)).problems[0].mensaje


@pytest.mark.parametrize("name", ["oficio.docx", "oficio.doc", "oficio.xlsx"])
@pytest.mark.parametrize(
    ("stream", "said"), [("EncryptedPackage", "contraseña"), ("WordDocument", "antiguo"), ("Workbook", "antiguo")]
)
def test_an_office_file_is_known_by_what_it_holds_whatever_its_name(name, stream, said):
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + stream.encode("utf-16-le") + bytes(500)
    assert said in open_document(name, data).problems[0].mensaje


@pytest.mark.parametrize(
    ("kind", "name"), [("document.macroEnabled", "oficio.docm"), ("template.macroEnabledTemplate", "oficio.dotm")]
)
def test_a_word_file_with_macros_is_read_as_data(kind, name):
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file())) as package, zipfile.ZipFile(out, "w") as copy:
        for member in package.infolist():
            data = package.read(member).replace(plain, f"application/vnd.ms-word.{kind}.main+xml".encode())
            copy.writestr(member.filename, data)
    assert ROW[1] in texts(open_document(name, out.getvalue()))


def test_the_main_part_of_a_word_file_may_be_numbered():
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file())) as package, zipfile.ZipFile(out, "w") as copy:
        for member in package.infolist():
            data = package.read(member).replace(b"word/document.xml", b"word/document2.xml")
            copy.writestr(member.filename.replace("document.xml", "document2.xml"), data)
    assert ROW[1] in texts(open_document("oficio.docx", out.getvalue()))


@pytest.mark.parametrize("name", ["datos.xls", "oficio.doc"])
def test_a_page_saved_under_an_office_name_is_read(name):
    data = "<html><body><table><tr><td>Cédula</td><td>0912345675</td></tr></table></body></html>".encode()
    assert texts(open_document(name, data, "application/msword")) == ["Cédula", "0912345675"]


def test_pages_that_were_put_into_a_word_file_as_pictures_are_its_files():
    from PIL import Image

    def change(document):
        for at in range(2):
            picture = io.BytesIO()
            Image.effect_noise((500, 700), 60 + at).save(picture, "PNG")
            document.add_picture(picture)

    empty = docx.Document()
    change(empty)
    document = open_document("oficio.docx", saved(empty))
    assert [name for name, _ in document.embedded] == ["oficio 1.png", "oficio 2.png"] and not document.problems
    filled = word_file(lambda document: [change(document), *(document.add_paragraph("texto") for _ in range(20))])
    assert not open_document("oficio.docx", filled).embedded


def test_an_empty_file_is_told_to_the_sender():
    assert "vacío" in open_document("oficio.pdf", b"").problems[0].mensaje


def test_what_is_no_document_is_left_alone():
    assert open_document("a.bin", b"\x01\x02\x03abc").kind == "otro"


def test_a_web_page_saved_under_the_name_of_a_letter_is_told_and_a_signature_beside_it_is_not():
    page = b"<!doctype html><title>Quipux</title><p>Su sesi\xc3\xb3n expir\xc3\xb3</p>"
    [told] = open_document("oficio.pdf", page, "application/pdf").problems
    assert (told.campo, told.codigo, "no es lo que su nombre dice" in told.mensaje) == ("adjunto", "invalido", True)
    assert open_document("firma.asc", page, "application/pgp-signature").problems == ()


_STYLE = '<style:style style:name="T1" style:family="text"><style:text-properties {}/></style:style>'
_CELL = '<style:style style:name="A1" style:family="table-cell"><style:table-cell-properties fo:background-color="#1f3864"/></style:style>'
_NUMBER = "<text:p>1712345675</text:p>"
_STYLED = '<text:p><text:span text:style-name="T1">1712345675</text:span></text:p>'
_BOXED = f'<table:table><table:table-row><table:table-cell table:style-name="A1">{_STYLED}</table:table-cell></table:table-row></table:table>'
_WHITE = _STYLE.format('fo:color="#ffffff"')


@pytest.mark.parametrize(
    ("styles", "body", "seen"),
    [
        (_STYLE.format('text:display="none"'), _STYLED, False), (_WHITE, _STYLED, False), (_WHITE + _CELL, _BOXED, True),
        (_STYLE.format('fo:font-size="1pt"'), _STYLED, False), (_STYLE.format('fo:font-size="10pt"'), _STYLED, True),
        (_STYLE.format('fo:color="#ffffff" fo:background-color="#000000"'), _STYLED, True),
        ("", f'<text:section text:display="none">{_NUMBER}</text:section>', False),
        ("", f'<text:section text:display="condition" text:is-hidden="true">{_NUMBER}</text:section>', False),
        ("", f"<text:section>{_NUMBER}</text:section>", True),
        ("", '<text:p><text:hidden-text text:is-hidden="true">1712345675</text:hidden-text></text:p>', False),
        ("", '<text:p><text:hidden-paragraph text:is-hidden="true"/>1712345675</text:p>', False),
        ("", '<text:p><text:hidden-paragraph text:is-hidden="false"/>1712345675</text:p>', True),
    ],
)  # fmt: skip
def test_what_nobody_sees_in_a_writer_file_is_not_read(styles, body, seen):
    found = texts(open_document("oficio.odt", odf("text", f"<text:p>Oficio</text:p>{body}", styles=styles)))
    assert ("1712345675" in found, "Oficio" in found) == (seen, True)


@pytest.mark.parametrize(
    ("style", "column", "row", "seen"),
    [
        ("", "", "", True), ("", 'table:visibility="collapse"', "", False), ("", "", 'table:visibility="filter"', False),
        ('<style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/></style:style>', "", "", False),
    ],
)  # fmt: skip
def test_what_a_calc_file_hides_is_not_read(style, column, row, seen):
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = f"<table:table-column/><table:table-column {column}/><table:table-row {row}>{cell.format('Cédula')}{cell.format('1712345675')}</table:table-row>"
    file = odf("spreadsheet", f'<table:table table:name="a" table:style-name="ta1">{rows}</table:table>', styles=style)
    assert ("1712345675" in texts(open_document("datos.ods", file))) is seen

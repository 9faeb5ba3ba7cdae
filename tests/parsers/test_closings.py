"""Who signs and in what post, below every formula of farewell, mark of a signature and small print that offices write."""

import random

import pytest

from parsers.letters.oficio import read_letter
from tests.parsers.letters import DATOS, documento

FAREWELLS = (
    "Atentamente,", "Atentamente", "Con sentimientos de distinguida consideración.\nAtentamente,", "Muy atentamente,",
    "De usted, muy atentamente", "Dios, Patria y Libertad", "Atentamente,\nDIOS, PATRIA Y LIBERTAD", "ATENTAMENTE,",
    "Por la atención a la presente, anticipo mi agradecimiento.\nCordial saludo,", "Saludos cordiales,",
)  # fmt: skip
MARKS = (
    "", "Documento firmado electrónicamente\n", "Firmado electrónicamente por:\n\n", "______________________\n",
    "f) ______________\n", "(f)\n\n", "[firma]\n\n", "F.\n", "...................................\n",
    "DOCUMENTO FIRMADO ELECTRÓNICAMENTE\n\n",
)  # fmt: skip
TITLES = ("Mgs. ", "Ing. ", "", "Abg. ", "Econ. ", "Ing. Agr. ", "Dr. Ing. ", "MSc. ", "Crnl. E.M.C. ", "Tnte. Crnl. ")
NAMES = ("Luis Alberto Mora Díaz", "LUIS ALBERTO MORA DÍAZ", "Luis Mora", "María del Carmen Vera de la Torre",
         "Ma. Fernanda Gil Ron", "José Ávila Paz", "MORA DÍAZ LUIS ALBERTO")  # fmt: skip
BEHIND = ("", "", " Mgs.", " MSc.", ", MBA", ", Ph.D.")
POSTS = (
    "GERENTE GENERAL", "Alcalde del GAD Municipal de La Prueba", "Director Ejecutivo (S)", "RECTOR", "MINISTRO DE PRUEBAS",
    "Rectora de la Universidad de Pruebas", "DIRECTOR DISTRITAL 08D01 - PRUEBAS", "GERENTE GENERAL, SUBROGANTE",
    "Director Nacional de Tecnologías de la\nInformación y Comunicación", "Delegado del Ministro", "Subgerente 2",
    "COORDINADOR GENERAL DE PRUEBAS, P.D.",
    "GERENTE GENERAL DE LA EMPRESA PÚBLICA\nMUNICIPAL DE PRUEBAS EP", "Secretaria General (E)", "Gerente (S)",
    "Director/a Ejecutivo/a", "Presidenta - GADPR Pruebas", "COORDINADOR GENERAL ADMINISTRATIVO FINANCIERO",
)  # fmt: skip
HOUSES = ("", "", "\nINSTITUTO DE PRUEBAS", "\nInstituto de Pruebas - IPX", "\nIPX", "\nDESPACHO", "\nEMAPA-EP",
          "\nDespacho de la Gerencia", "\nMINISTERIO DE PRUEBAS Y ENSAYOS", "\nUniversidad Técnica de Pruebas")  # fmt: skip
BELOW = (
    "", "C.C.: Archivo", "Copia:\nSeñor Ingeniero\nPedro Paz Ruiz\nDirector de TIC", "lm/ab", "/lm", "Adj.: lo indicado",
    "Elaborado por: A. Paz\nRevisado por: B. Ruiz", "Elab. AP / Rev. BR", "Anexos:\n- acuerdo.pdf", "C.I. 1710034065",
    "Telf.: 02 2200200 ext. 100", "Dirección: Av. Pruebas 123", "Cc. Sra. Ana Ruiz, Secretaria", "www.ipx.gob.ec",
    "RUC: 1760000000001", "Página 1 de 1", "Despacho Ministerial", "Código QR",
    "NUT: IPX-2026-0123", "Quito - Ecuador", "Sumilla", "Juntos por el cambio", "Archivo", "LMD", "Elaboró: A. Paz",
    "(Sello)", "Instituto de Pruebas\nQuito", "mora@ipx.gob.ec", "Fecha: 12/03/2026",
)  # fmt: skip
HEAD = f"""Oficio Nro. IPX-GG-2026-0042-O
Quito, D.M., 12 de marzo de 2026
Asunto: Cambio de administrador Quipux
Señora Magíster
Daniela Rocafuerte Aldaz
Subsecretaria de Gobierno Electrónico
En su Despacho

De mi consideración:

Solicito el registro del nuevo administrador:
{DATOS}

"""


@pytest.mark.parametrize("below", BELOW)
@pytest.mark.parametrize("farewell", FAREWELLS)
def test_the_signer_and_his_post_are_read_whole_and_alone(farewell, below):
    chance = random.Random(farewell + below)
    for _ in range(4):
        name, post = chance.choice(NAMES), chance.choice(POSTS)
        mark = chance.choice(MARKS)
        signed = mark + chance.choice(TITLES) + name + chance.choice(BEHIND) + "\n" + post + chance.choice(HOUSES)
        room = chance.choice(("\n", "\n\n", "\n\n\n"))
        text = f"{HEAD}{farewell}{chance.choice(('', room))}\n{signed}{chance.choice(('', room))}\n{below}\n"
        signer = read_letter(documento(text)).oficio.firmante
        assert (signer.nombre, signer.cargo) == (name, post.replace("\n", " ")), text

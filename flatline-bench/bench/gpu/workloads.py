#!/usr/bin/env python3
"""What GPUs are bought for, in PyTorch, small: python3 workloads.py NAME SECONDS.

training       a transformer in bf16, batches from a data loader in host memory, a validation every ten minutes
training-fp32  a small network in fp32 with TF32 switched off: training without tensor cores
inference      requests that come in bursts (a Poisson process whose rate changes), a transformer in bf16
generation     the same transformer token by token, 32 texts at once, without a pause
"""
import random
import sys
import time

import torch
from torch import nn


def transformer(width=1024, layers=12):
    layer = nn.TransformerEncoderLayer(width, 16, 4 * width, batch_first=True, norm_first=True, dropout=0.0)
    return nn.TransformerEncoder(layer, layers).cuda()


class Images(torch.utils.data.Dataset):
    """Batches as a data loader brings them: made on the host, copied over PCIe."""

    def __init__(self, shape):
        self.shape = shape

    def __len__(self):
        return 1 << 30

    def __getitem__(self, index):
        return torch.randn(self.shape)


def loader(shape, batch):
    return iter(torch.utils.data.DataLoader(Images(shape), batch_size=batch, num_workers=4, pin_memory=True))


def training(end):
    model = transformer()
    optimizer = torch.optim.AdamW(model.parameters())
    batches = loader((256, 1024), 32)
    validation = time.time() + 600
    while time.time() < end:
        batch = next(batches).cuda(non_blocking=True)
        with torch.autocast("cuda", torch.bfloat16):
            loss = (model(batch) - batch).square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if time.time() > validation:
            with torch.no_grad(), torch.autocast("cuda", torch.bfloat16):
                for _ in range(40):
                    model(next(batches).cuda(non_blocking=True))
            state = {name: value.cpu() for name, value in model.state_dict().items()}
            time.sleep(10 + 0 * len(state))
            validation = time.time() + 600


def training_fp32(end):
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.allow_tf32 = False
    model = nn.Sequential(nn.Linear(784, 2048), nn.ReLU(), nn.Linear(2048, 2048), nn.ReLU(), nn.Linear(2048, 10)).cuda()
    optimizer = torch.optim.SGD(model.parameters(), 0.01)
    batches = loader((784,), 4096)
    while time.time() < end:
        batch = next(batches).cuda(non_blocking=True)
        target = torch.randint(10, (batch.shape[0],), device="cuda")
        loss = nn.functional.cross_entropy(model(batch), target)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


def inference(end):
    model = transformer().eval()
    rate, change = 20.0, 0.0
    while time.time() < end:
        if time.time() > change:
            rate, change = random.choice([2.0, 10.0, 30.0, 80.0]), time.time() + random.uniform(10, 60)
        time.sleep(random.expovariate(rate))
        request = torch.randn(random.choice([1, 1, 2, 8]), random.choice([64, 128, 512]), 1024)
        with torch.no_grad(), torch.autocast("cuda", torch.bfloat16):
            model(request.cuda()).cpu()


def generation(end):
    model = transformer(layers=24).eval().bfloat16()
    with torch.no_grad():
        while time.time() < end:
            text = torch.randn(32, 1, 1024, device="cuda", dtype=torch.bfloat16)
            for _ in range(256):
                model(text)
            torch.cuda.synchronize()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    loads = {"training": training, "training-fp32": training_fp32, "inference": inference, "generation": generation}
    loads[sys.argv[1]](time.time() + float(sys.argv[2]))
